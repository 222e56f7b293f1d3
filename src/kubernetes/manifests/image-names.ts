/** How firmly an image reference is pinned to its content. */
type Pinning = 'digest' | 'tag' | 'floating'

/**
 * A digest identifies content. A tag can be moved, but usually stands for a version. No tag, or `latest`,
 * means whatever was pushed last: two pods of one rollout may then run different code.
 */
export function pinningOf(image: string): Pinning {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return 'digest'
  const name = image.slice(image.lastIndexOf('/') + 1)
  const colon = name.indexOf(':')
  if (colon < 0 || image.includes('@')) return 'floating'
  return name.slice(colon + 1) === 'latest' || colon === name.length - 1 ? 'floating' : 'tag'
}

/**
 * The repository of an image reference, spelt out: `Hello:1` and `index.docker.io/library/hello@sha256:…` are both
 * `docker.io/library/hello`. In lower case, as registries require.
 */
export function repositoryOf(image: string): string {
  const [untagged = ''] = image.trim().toLowerCase().split('@')
  const name = untagged.replace(/:[^/]*$/, '')
  const [first = '', ...rest] = name.split('/')
  // The first part is a registry if it has a dot or a port, or is localhost; else it belongs to Docker Hub.
  const registry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : ''
  if (registry !== '' && !/^(index\.|registry-1\.)?docker\.io$/.test(registry)) return name
  const path = registry === '' ? name : rest.join('/')
  return `docker.io/${path.includes('/') ? path : `library/${path}`}`
}
