const REDIRECTS = [301, 302, 307, 308]
/** How many redirects one request follows. */
const MOST_REDIRECTS = 5

/**
 * `fetch` that follows redirects within the origin alone, as GitHub has them for what was renamed, and repeats the request as it
 * was. Another host, and another port of the same host, gets neither the login nor the body, and what it answers is not believed.
 */
export function ownOriginFetch(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    let url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url)
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const answer = await send(url.href, { ...init, redirect: 'manual' })
      const location = answer.headers.get('location')
      if (!REDIRECTS.includes(answer.status) || location === null) return answer
      await answer.body?.cancel()
      const to = URL.parse(location, url.href)
      if (to?.origin !== url.origin) throw new Error(`it redirects to another address (${to?.origin ?? 'none'})`)
      url = to
    }
    throw new Error('it redirects in circles')
  }
}
