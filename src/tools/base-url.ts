import { UserError } from '../errors.ts'
import { isSecureUrl } from '../net/secure-url.ts'
import { withoutTrailing } from '../text/trailing.ts'

/** Where releases are downloaded from. */
export interface Mirror {
  /** The base address without credentials and without a slash at its end; fit for logs. */
  readonly url: string
  /** The `Authorization` header that the credentials in the address stand for. */
  readonly authorization: string | undefined
}

/**
 * Reads a base URL. Credentials in it (`https://user:password@mirror.example`) become a header: addresses are written to logs and
 * errors. Plain http is taken: what is downloaded is worth nothing without its checksum. Throws `input-invalid`.
 */
export function readMirror(text: string, input: string): Mirror {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    // The text itself is not shown: it may hold a password.
    throw new UserError(
      'input-invalid',
      `Input "${input}" is not an http or https address; give one such as https://mirror.example/gomplate`,
    )
  }
  const login = [url.username, url.password].map(part => decodeURIComponent(part)).join(':')
  if (login !== ':' && !isSecureUrl(url)) {
    throw new UserError('input-invalid', `Input "${input}" sends a password over plain http; use https`)
  }
  return {
    url: `${url.origin}${withoutTrailing(url.pathname, '/')}`,
    authorization: login === ':' ? undefined : `Basic ${Buffer.from(login).toString('base64')}`,
  }
}
