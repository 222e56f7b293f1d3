/** Whether a URL's host is this machine: the only place where plain http is spoken. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

/** Whether credentials may be sent there. */
export function isPrivateChannel(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

/** Where the registry's API is. Docker Hub's answers under another name than the one in image names. */
export function registryUrl(registry: string): URL {
  const address = registry === 'docker.io' ? 'registry-1.docker.io' : registry
  const url = new URL(`https://${address}`)
  // The port goes with the scheme, so that a new URL is made: `http://localhost` is port 80.
  return isLoopback(url.hostname) ? new URL(`http://${address}`) : url
}
