/**
 * The command line that runs `command args` as the first process of its own process and mount namespaces. However it ends, the
 * kernel then ends all that it started (containers too) and undoes every mount, so that its folder can simply be removed.
 */
export function inOwnNamespaces(command, args) {
  return ['unshare', ['--mount', '--pid', '--mount-proc', '--fork', '--kill-child', command, ...args]]
}
