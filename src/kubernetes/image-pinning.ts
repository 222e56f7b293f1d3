/** How firmly an image reference says which content it means. */
export type Pinning = 'digest' | 'tag' | 'floating'

/**
 * A digest names content. A tag can be moved, but whoever gave it a name meant a version. No tag, or `latest`,
 * means whatever was pushed last: two pods of one rollout may then run different code.
 */
export function pinningOf(image: string): Pinning {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return 'digest'
  const name = image.slice(image.lastIndexOf('/') + 1)
  const colon = name.indexOf(':')
  if (colon < 0 || image.includes('@')) return 'floating'
  return name.slice(colon + 1) === 'latest' || colon === name.length - 1 ? 'floating' : 'tag'
}
