import { directRequest } from './direct-request.ts'

/** By the standard a response with one of these has no body. */
const WITHOUT_BODY = [204, 205, 304]

/** As much of `fetch` as Octokit needs: texts as bodies, redirects as answers. `Response` is loaded when there is an answer. */
export const directFetch: typeof fetch = async (input, init = {}) => {
  const { method = 'GET', headers = {}, body, signal } = init
  const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url)
  const answer = await directRequest(url, {
    ...{ method, headers: headers as Readonly<Record<string, string>> },
    ...(typeof body === 'string' && { body }),
    signal: signal ?? new AbortController().signal,
  })
  const { status, headers: given } = answer
  if (!WITHOUT_BODY.includes(status) && answer.body !== null) {
    return new Response(ReadableStream.from(answer.body), { status, headers: [...given] })
  }
  await answer.body?.cancel()
  return new Response(null, { status, headers: [...given] })
}
