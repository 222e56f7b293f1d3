import { UserError } from '../errors.ts'

const PROXIES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']

/**
 * `direct` where the job has no proxy; else `fetch` through the proxy that HTTPS_PROXY names, or HTTP_PROXY for plain http, except for loopback and the hosts in NO_PROXY;
 * node's own fetch ignores them. The rule is that of `@actions/http-client`, as in other actions.
 * The libraries are loaded only where there is a proxy, since they are heavy. Throws `proxy-invalid`.
 */
export async function proxiedFetch<D = typeof fetch>(
  env: Readonly<Record<string, string | undefined>>,
  direct: D | typeof fetch = fetch,
): Promise<D | typeof fetch> {
  if (!PROXIES.some(name => env[name])) return direct
  const [{ getProxyUrl }, undici] = await Promise.all([import('@actions/http-client'), import('undici')])
  const agents = new Map<string, InstanceType<typeof undici.ProxyAgent>>()
  return (async (input: string | URL, init: Parameters<typeof undici.fetch>[1]) => {
    const proxy = addressOf(new URL(input), getProxyUrl)
    if (proxy === '') return undici.fetch(input, init)
    const dispatcher = agents.get(proxy) ?? new undici.ProxyAgent(proxy)
    agents.set(proxy, dispatcher)
    // Not node's fetch: it has its own version of the library, which does not take the agents of this one.
    return undici.fetch(input, { ...init, dispatcher })
  }) as unknown as typeof fetch
}

/** The proxy's address, checked. It may hold a password, so that it is never shown. */
function addressOf(url: URL, proxyOf: (url: string) => string): string {
  try {
    const proxy = proxyOf(url.href)
    if (proxy === '' || /^https?:$/.test(new URL(proxy).protocol)) return proxy
  } catch {
    // Said below.
  }
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  throw new UserError('proxy-invalid', `${name} is not a proxy address; write it as http://host:port`)
}
