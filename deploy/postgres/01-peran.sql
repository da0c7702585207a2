-- Run once by the PostgreSQL image, on an empty volume: one role owns and migrates, the other only runs.
-- The passwords come from the container's environment.
\getenv sandi_pemilik DB_SANDI_PEMILIK
\getenv sandi_app DB_SANDI_APP

CREATE ROLE portal_pemilik LOGIN NOSUPERUSER NOCREATEROLE PASSWORD :'sandi_pemilik';
CREATE ROLE portal_app LOGIN NOSUPERUSER NOCREATEROLE PASSWORD :'sandi_app';

CREATE DATABASE portal OWNER portal_pemilik TEMPLATE template0;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE portal TO portal_app;
