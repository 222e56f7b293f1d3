/** GitHub's own hosts: the public one, and the tenants of GitHub Enterprise Cloud with data residency. */
export function isGitHubsOwn(host: string): boolean {
  return host === PUBLIC_HOST || host.endsWith('.ghe.com')
}

export const PUBLIC_HOST = 'github.com'

/** The base of the REST interface of a host. */
export function apiUrlOf(host: string): string {
  if (host === PUBLIC_HOST) return 'https://api.github.com'
  return host.endsWith('.ghe.com') ? `https://api.${host}` : `https://${host}/api/v3`
}

/** The address of a remote: `https://host[:port]/owner/name.git`, `ssh://git@host/…`, `git@host:…`; undefined for any other. */
export function remoteOf(
  address: string,
): { readonly host: string; readonly name: string; readonly isSsh: boolean } | undefined {
  if (/^https?:\/\/|^ssh:\/\//.test(address)) {
    if (!URL.canParse(address)) return undefined
    const url = new URL(address)
    const isSsh = url.protocol === 'ssh:'
    // The port of ssh is not that of the pages.
    return { host: (isSsh ? url.hostname : url.host).toLowerCase(), name: repositoryName(url.pathname), isSsh }
  }
  const [, host, name] = /^(?:[\w.-]+@)?([A-Za-z0-9][\w.-]*):(?!\/\/)(.+)$/.exec(address) ?? []
  return host === undefined || name === undefined
    ? undefined
    : { host: host.toLowerCase(), name: repositoryName(name), isSsh: true }
}

function repositoryName(path: string): string {
  return path
    .replace(/^\//, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
}
