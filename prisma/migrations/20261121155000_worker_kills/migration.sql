-- How often in a row a worker died while it was at a job. A kill is no failure of the job's own and costs it no attempt; but a job that is
-- what kills the worker has to be seen, and may not do so without a pause. Belongs to the owner's role alone, as worker.liveness does.
create table worker.job_kills (
  job_id   bigint primary key,
  kills    integer not null
);

revoke all on worker.job_kills from public;
