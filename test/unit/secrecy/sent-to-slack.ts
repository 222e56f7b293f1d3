/** Takes what is sent to Slack as it is written there, and answers. */
export function sentTo(sent: string[], answer: () => object): typeof fetch {
  return async (_, init) => {
    const body = init?.body
    sent.push(decodeURIComponent(String(body).replaceAll('+', '%20')))
    return Response.json(answer())
  }
}
