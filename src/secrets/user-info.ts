/** The password of an address, as it is written and as it is meant, and the name where it stands alone. */
export function userInfoOf(address: string): readonly string[] {
  const [, info] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(address.trim()) ?? []
  if (info === undefined) return []
  const colon = info.indexOf(':')
  const secret = colon < 0 ? info : info.slice(colon + 1)
  return [...new Set([secret, decoded(secret)])]
}

/** The address without a user and a password. */
export function withoutUserInfo(address: string): string {
  return address.replace(/^(\s*[a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
