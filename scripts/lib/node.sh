# Starts one of the scripts beside this file with Node: node.sh NAME ARGUMENT...
# Asked for help, it says what stands at the head of the script that was called.
for argument in "${@:2}"; do
  if [[ $argument == --help || $argument == -h ]]; then
    sed -n '2,${/^#/!q;s/^# \{0,1\}//;p;}' "$0"
    exit 0
  fi
done
trap 'exit 130' INT # a shell forgets a Ctrl-C that its child survived
if ! node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null; then
  echo "MoralePulse needs Node 20 or newer on the PATH: install it (nodejs.org, or your system's packages) and run this again." >&2
  exit 1
fi
trap - INT
# exec, so that Ctrl-C and SIGTERM reach the one process that stops everything in order
exec node "$(dirname "${BASH_SOURCE[0]}")/$1.mjs" "${@:2}"
