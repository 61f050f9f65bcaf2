-- Run by the PostgreSQL image on its first start; its own database is tiendo.
CREATE DATABASE prefect OWNER tiendo;
