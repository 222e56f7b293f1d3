/** Places where a secret might be read, by their names, with every byte that is there. */
export type Places = Readonly<Record<string, string | Uint8Array>>

/** Lines of a secret that say something by themselves. */
const TELLING_LENGTH = 8

/** The names of the places in which a secret can be read in any of its forms. */
export function placesWith(secret: string, places: Places): readonly string[] {
  const forms = [...formsOf(secret)].map(form => Buffer.from(form))
  return Object.keys(places).filter(name => {
    const content = Buffer.from(places[name] ?? '')
    return forms.some(form => content.includes(form))
  })
}

/**
 * Every form in which a secret is looked for: as it is and each of its lines, inside JSON, for URLs and forms, in hex, and
 * in base64 of both alphabets, alone or in the middle of something else, as a password is in `user:password`. Written
 * without a look at what the action itself masks.
 */
function formsOf(secret: string): ReadonlySet<string> {
  const lines = secret.split(/\r?\n/).filter(line => line.length >= TELLING_LENGTH)
  return new Set([secret, secret.trim(), ...lines].flatMap(encodings))
}

export function encodings(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  const hex = bytes.toString('hex')
  const url = encodeURIComponent(text)
  const base64 = [0, 1, 2].map(before => innerBase64(bytes, before))
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    url,
    url.replaceAll('%20', '+'),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map(form => form.replaceAll('+', '-').replaceAll('/', '_')),
  ]
}

/** The characters that come from these bytes alone when `before` others (modulo 3) stand in front of them. */
function innerBase64(bytes: Buffer, before: number): string {
  const all = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replaceAll('=', '')
  return all.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
}
