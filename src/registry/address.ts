import { isLoopback } from '../net/secure-url.ts'

/** Where the registry's API is. Docker Hub's answers under another name than the one in image names. */
export function registryUrl(registry: string): URL {
  const address = registry === 'docker.io' ? 'registry-1.docker.io' : registry
  const url = new URL(`https://${address}`)
  // The port goes with the scheme, so that a new URL is made: `http://localhost` is port 80.
  return isLoopback(url.hostname) ? new URL(`http://${address}`) : url
}
