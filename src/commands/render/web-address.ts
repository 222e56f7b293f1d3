/** An address that may become a link, with everything in it encoded that Markdown or a terminal reads; undefined for any other. */
export function webAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    return undefined
  }
  return url.href.replaceAll(
    /[^\w.~:/?#@!$&*+,;=%-]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
