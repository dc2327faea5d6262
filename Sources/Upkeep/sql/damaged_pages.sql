-- How many damaged pages the server has met in this database; null where it keeps no checksums.
select checksum_failures::bigint as failures from pg_stat_database where datname = current_database()
