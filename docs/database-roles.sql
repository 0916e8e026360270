-- Two roles for Communiqué on PostgreSQL: one that owns the tables and changes them, one that the program runs as.
--
-- Run by a superuser in the program's database, empty or filled, once:
--
--     createdb communique
--     psql -d communique -v ON_ERROR_STOP=1 -f docs/database-roles.sql
--     psql -d communique -c '\password communique_owner' -c '\password communique_run'
--
-- and then, at the installation and at each upgrade, as the owner:
--
--     COMMUNIQUE_DATABASE_URL=postgresql://communique_owner@host/communique communique migrate
--
-- The program itself runs with postgresql://communique_run@host/communique. It may be run again at any time, and takes
-- the rights to what is in the database away and gives them anew.

DO $$
DECLARE
    database text := quote_ident(current_database());
    one record;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'communique_owner') THEN
        CREATE ROLE communique_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'communique_run') THEN
        CREATE ROLE communique_run LOGIN;
    END IF;
    ALTER ROLE communique_owner NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    ALTER ROLE communique_run NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

    -- Nobody else comes in, and nobody makes tables, not even for a session.
    EXECUTE format('REVOKE ALL ON DATABASE %s FROM PUBLIC, communique_owner, communique_run', database);
    EXECUTE format('GRANT CONNECT ON DATABASE %s TO communique_owner, communique_run', database);
    REVOKE ALL ON SCHEMA public FROM PUBLIC, communique_owner, communique_run;
    GRANT USAGE, CREATE ON SCHEMA public TO communique_owner;
    GRANT USAGE ON SCHEMA public TO communique_run;

    -- Alembic would make it itself; here it gets rights of its own from the start.
    CREATE TABLE IF NOT EXISTS public.alembic_version (
        version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
    );

    -- What there is already changes hands: sequences go with their tables.
    FOR one IN
        SELECT format('TABLE public.%I', tablename) AS what FROM pg_tables WHERE schemaname = 'public'
        UNION ALL
        SELECT format('%s %s', CASE prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, oid::regprocedure)
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL
        SELECT format('TYPE public.%I', typname)
        FROM pg_type
        WHERE typnamespace = 'public'::regnamespace AND typelem = 0
          AND (typtype IN ('e', 'd') OR typtype = 'c' AND EXISTS (
              SELECT FROM pg_class WHERE pg_class.oid = typrelid AND relkind = 'c'))
    LOOP
        EXECUTE format('ALTER %s OWNER TO communique_owner', one.what);
    END LOOP;
END $$;

-- What the program does with the rows: of tables that are there, and of those that later versions bring.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, communique_run;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, communique_run;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO communique_run;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO communique_run;
ALTER DEFAULT PRIVILEGES FOR ROLE communique_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO communique_run;
ALTER DEFAULT PRIVILEGES FOR ROLE communique_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO communique_run;

-- It reads which version the tables are of. Triggers keep the audit, whatever the rights; see docs/adr.
REVOKE INSERT, UPDATE, DELETE ON public.alembic_version FROM communique_run;
