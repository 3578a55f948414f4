-- The version of the rollups (app/rollups/version.ts) that all of a shop's are at; null before any was written. Older ones are rebuilt.
alter table shop add column rollups_version integer;
update shop set rollups_version = 0;
