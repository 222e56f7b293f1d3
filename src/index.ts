/**
 * The bundle behind every action: one export an entry, each loaded only when it is called. The entries in `dist/`
 * call one of them.
 */
export async function deploy(): Promise<void> {
  const { main } = await import('./actions/deploy/main.ts')
  await main()
}

export async function deployPre(): Promise<void> {
  const { pre } = await import('./actions/deploy/pre.ts')
  await pre()
}

export async function deployPost(): Promise<void> {
  const { post } = await import('./actions/deploy/post.ts')
  await post()
}

export async function build(): Promise<void> {
  const { main } = await import('./actions/build/main.ts')
  await main()
}

export async function buildPost(): Promise<void> {
  const { post } = await import('./actions/build/post.ts')
  await post()
}

export async function notifyStale(): Promise<void> {
  const { main } = await import('./actions/notify-stale/main.ts')
  await main()
}
