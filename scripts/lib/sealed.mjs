// A process that finds the whole machine read-only but for one folder, and has neither root's rights nor a way back to them: what a container does, by Linux's own means.
import { spawnSync } from 'node:child_process';

// Mounts of its own, which nobody else sees; the folder is mounted first, so that it keeps its rights when what is around it loses them
const script = `mount --make-rprivate / && mount --bind "$1" "$1" || exit 1
for place in / /tmp /var /var/tmp /dev/shm; do
  if mountpoint -q "$place"; then mount -o remount,bind,ro "$place" || exit 1; fi
done
shift
exec setpriv "$@"`;

const works = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Whether this machine lets us: on Linux, as root, and not inside something that forbids it. */
export const maySeal = user => Boolean(user) && works('unshare', '--mount', 'mount', '--make-rprivate', '/') && works('setpriv', '--no-new-privs', 'true');

/** [command, arguments] that run a program so; the process stays the one that was started. */
export const sealed = (user, folder, program) => ['unshare', ['--mount', 'sh', '-c', script, 'sh', folder,
  '--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups', '--no-new-privs', '--bounding-set=-all', program]];
