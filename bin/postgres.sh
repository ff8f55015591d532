# Sourced by bin/test: a PostgreSQL cluster of our own in a scratch folder, reached by its socket only.

POSTGRES_URL=''
postgres_home=''

# Runs a command as a user that PostgreSQL accepts: it refuses to work for root.
as_postgres() {
  if [ "$(id -u)" != 0 ]; then
    "$@"
  else
    runuser -u "$(id -u postgres >/dev/null 2>&1 && echo postgres || echo nobody)" -- "$@"
  fi
}

# Prints the folder of PostgreSQL's own programs, the newest first.
postgres_programs() {
  local folder
  folder=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)
  if [ -n "$folder" ]; then echo "$folder"; else dirname "$(command -v initdb)"; fi
}

# start_postgres SCRATCH [OPTION…]: makes and starts the cluster, and sets POSTGRES_URL; options go to the server.
start_postgres() {
  local programs
  programs=$(postgres_programs)
  postgres_home=$(mktemp -d)
  chmod 711 "$postgres_home"
  [ "$(id -u)" != 0 ] || chown "$(id -u postgres >/dev/null 2>&1 && echo postgres || echo nobody)" "$postgres_home"
  as_postgres "$programs/initdb" -D "$postgres_home/data" -U nuocheng -A trust -E UTF8 --locale=C.UTF-8 \
    >"$1/initdb.log" 2>&1 || { cat "$1/initdb.log" >&2; return 1; }
  as_postgres "$programs/pg_ctl" -D "$postgres_home/data" -l "$postgres_home/log" -w \
    -o "-k $postgres_home -c listen_addresses='' -c max_connections=60 ${*:2}" start >/dev/null
  POSTGRES_URL="postgresql://nuocheng@/postgres?host=$postgres_home"
}

# Stops the cluster if it runs, and removes it.
stop_postgres() {
  [ -n "$postgres_home" ] || return 0
  as_postgres "$(postgres_programs)/pg_ctl" -D "$postgres_home/data" -m fast -w stop >/dev/null 2>&1 || true
  rm -rf "$postgres_home"
  postgres_home=''
}
