/** One warning of a `Warning` header: `299 - "text"`, with an agent instead of the dash. */
const WARNING = /\b\d{3} \S+ "((?:[^"\\]|\\.)*)"/g

/** The texts of an answer's `Warning` headers. */
export function warningsIn(headers: readonly string[] | undefined): readonly string[] {
  return (headers ?? []).flatMap(header =>
    [...header.matchAll(WARNING)].map(([, text = '']) => text.replace(/\\(.)/g, '$1')),
  )
}
