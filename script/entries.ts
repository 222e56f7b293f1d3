/** The entries in `dist/`: each a file, and the export of src/index.ts that it calls. `action.yml` files name them. */
export const ENTRIES: readonly { readonly file: string; readonly call: string }[] = [
  { file: 'build', call: 'build' },
  { file: 'build-post', call: 'buildPost' },
  { file: 'cli', call: 'commandLine' },
  { file: 'deploy', call: 'deploy' },
  { file: 'deploy-pre', call: 'deployPre' },
  { file: 'deploy-post', call: 'deployPost' },
  { file: 'deploybot', call: 'deploybot' },
  { file: 'notify-stale', call: 'notifyStale' },
  { file: 'reconcile', call: 'reconcile' },
]
