import { UserError } from '../errors.ts'

/**
 * `fetch` through the proxy that HTTPS_PROXY names, except for the hosts in NO_PROXY; node's own fetch ignores both. The
 * rule is that of `@actions/http-client`, as in other actions; plain http is used on loopback alone, never through a proxy.
 * The libraries are loaded only where there is a proxy, since they are heavy. Throws `proxy-invalid`.
 */
export async function proxiedFetch(env: Readonly<Record<string, string | undefined>>): Promise<typeof fetch> {
  if (!(env.https_proxy || env.HTTPS_PROXY)) return fetch
  const [{ getProxyUrl }, undici] = await Promise.all([import('@actions/http-client'), import('undici')])
  const agents = new Map<string, InstanceType<typeof undici.ProxyAgent>>()
  return (async (input: string | URL, init: Parameters<typeof undici.fetch>[1]) => {
    const proxy = addressOf(() => getProxyUrl(new URL(input).href))
    if (proxy === '') return undici.fetch(input, init)
    const dispatcher = agents.get(proxy) ?? new undici.ProxyAgent(proxy)
    agents.set(proxy, dispatcher)
    // Not node's fetch: it has its own version of the library, which does not take the agents of this one.
    return undici.fetch(input, { ...init, dispatcher })
  }) as unknown as typeof fetch
}

/** The proxy's address, checked. It may hold a password, so that it is never shown. */
function addressOf(read: () => string): string {
  try {
    const proxy = read()
    if (proxy === '' || /^https?:$/.test(new URL(proxy).protocol)) return proxy
  } catch {
    // Said below.
  }
  throw new UserError('proxy-invalid', 'HTTPS_PROXY is not a proxy address; write it as http://host:port')
}
