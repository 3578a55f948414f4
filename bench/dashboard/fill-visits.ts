/*
 * Who bought when. Temporary tables: `season` (how much of the whole trade lies before the end of each day), `buyer`, and `visit`: one row per
 * order, numbered by time.
 */

/** Trade doubles over the years, swells before Christmas and at weekends, and no day is quite like another. */
const weight = `
  (1 + (day - first_day)::float8 / days)
  * (array[0.8, 0.75, 0.85, 0.9, 1, 1, 0.9, 0.85, 1, 1.1, 1.8, 1.7])[extract(month from day)::integer]
  * case when extract(isodow from day) >= 6 then 1.25 else 1 end
  * (0.7 + 0.6 * pg_temp.draw((day - date '2000-01-01')::bigint, 1))`;

/** Orders of a customer: most have one, few have many, 2.6 in the mean (a cut-off Pareto distribution). */
const orderCount = "least(greatest(3, least(200, orders / 200)), floor(power(1 - pg_temp.draw(c, 2), -1 / 1.46)))::integer";

/** Share of a day's orders before the end of each hour. */
const hours = `
  (select array_agg(passed) from (
     select sum(share) over (order by hour) / sum(share) over () as passed
     from   unnest(array[3, 2, 1, 1, 1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 7, 7, 7, 7, 8, 9, 10, 9, 7, 5]::float8[]) with ordinality as day (share, hour)
     order by hour
   ) as passing)`;

export const visitStatements = [
  `create temporary table season on commit drop as
   select array_agg(passed order by day) as passed, ${hours} as hours
   from   (
            select day, sum(${weight}) over (order by day) / sum(${weight}) over () as passed
            from   bench, lateral (select first_day + day as day from generate_series(0, days - 1) as day) as calendar
          ) as passing`,
  `create temporary table buyer on commit drop as
   select c, ${orderCount} as orders, power(pg_temp.draw(c, 3), 1.6) as came, floor(20 * power(pg_temp.draw(c, 4), 2))::integer as place
   from   bench, generate_series(1, (orders * 0.35)::bigint) as c`,
  `create temporary table visit on commit drop as
   with drawn as (
     select c, place, case i when 1 then came else came + (1 - came) * power(pg_temp.draw(c * 1000 + i, 5), 2) end as moment, c * 1000 + i as seed
     from   buyer, generate_series(1, buyer.orders) as i
     union all
     select null, floor(20 * power(pg_temp.draw(g, 6), 2))::integer, pg_temp.draw(g, 7), -g
     from   bench, generate_series(1, greatest(0, orders - (select sum(buyer.orders) from buyer))::bigint) as g
   ),
   timed as (
     select c, place, seed,
            (first_day + width_bucket(moment, passed)
             + make_interval(hours => width_bucket(pg_temp.draw(seed, 8), hours), secs => 3600 * pg_temp.draw(seed, 9))) at time zone zone as at
     from   drawn, bench, season
   ),
   past as (
     select c, place, seed, date_trunc('second', case
              when at <= now then at
              else today::timestamp at time zone zone + (now - today::timestamp at time zone zone) * pg_temp.draw(seed, 8)
            end) as placed_at
     from   timed, bench
   )
   select row_number() over (order by placed_at, seed) as n, c, place, placed_at from past`,
  "create index on visit (n)",
  "analyze buyer, visit",
];
