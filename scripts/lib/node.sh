# Starts one of the scripts beside this file with Node: node.sh NAME ARGUMENT...
node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null || {
  status=$?
  ((status > 128)) && exit "$status" # Ctrl-C during this very check
  echo "MoralePulse needs Node 20 or newer on the PATH: install it (nodejs.org, or your system's packages) and run this again." >&2
  exit 1
}
# exec, so that Ctrl-C and SIGTERM reach the one process that stops everything in order
exec node "$(dirname "${BASH_SOURCE[0]}")/$1.mjs" "${@:2}"
