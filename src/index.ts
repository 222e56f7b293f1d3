/**
 * The bundle behind every action: one export an action, each loaded only when it is called. The entries in `dist/`
 * call one of them.
 */
export async function deploy(): Promise<void> {
  const { main } = await import('./deploy/main.ts')
  await main()
}
