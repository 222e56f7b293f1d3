/**
 * The bundle behind every action: one export an entry, each loaded only when it is called. The entries in `dist/`
 * call one of them.
 */
export async function deploy(): Promise<void> {
  await (await import('./actions/deploy/main.ts')).deploy()
}

export async function deployPre(): Promise<void> {
  await (await import('./actions/deploy/pre.ts')).deployPre()
}

export async function deployPost(): Promise<void> {
  await (await import('./actions/deploy/post.ts')).deployPost()
}

export async function build(): Promise<void> {
  await (await import('./actions/build/main.ts')).build()
}

export async function buildPost(): Promise<void> {
  await (await import('./actions/build/post.ts')).buildPost()
}

export async function reconcile(): Promise<void> {
  await (await import('./actions/reconcile/main.ts')).reconcileDeployments()
}

export async function notifyStale(): Promise<void> {
  await (await import('./actions/notify-stale/main.ts')).notifyStale()
}
