# Starts one of the scripts beside this file with Node: node.sh NAME ARGUMENT...
trap 'exit 130' INT # a shell forgets a Ctrl-C that its child survived
if ! node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null; then
  echo "MoralePulse needs Node 20 or newer on the PATH: install it (nodejs.org, or your system's packages) and run this again." >&2
  exit 1
fi
trap - INT
# exec, so that Ctrl-C and SIGTERM reach the one process that stops everything in order
exec node "$(dirname "${BASH_SOURCE[0]}")/$1.mjs" "${@:2}"
