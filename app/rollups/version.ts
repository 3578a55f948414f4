/**
 * What the rollups are made of. Raised by one with every rollup table or column that is added or gets another meaning: each shop's rollups
 * are then rebuilt from its facts by the first worker that runs the new code. A table that is written from what changes in another (months
 * of variants and pairs from their days) is filled only where its migration empties that one too.
 */
export const ROLLUPS_VERSION = 4;
