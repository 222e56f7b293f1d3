import { UserError } from '../errors.ts'
import { isSecureUrl } from '../net/secure-url.ts'
import { withoutUserInfo } from '../secrets/user-info.ts'

/** How an app is known to Slack. */
export interface SlackLogin {
  readonly token: string
  /** Base of the web API, with a slash at the end. */
  readonly apiUrl: string
}

/** The login from an action's inputs `slack-token` and `slack-api-url`; undefined without a token. Throws `input-invalid`. */
export function slackLogin(token: string, apiUrl: string): SlackLogin | undefined {
  if (token === '') return undefined
  if (!URL.canParse(apiUrl) || !isSecureUrl(new URL(apiUrl))) {
    throw new UserError(
      'input-invalid',
      `Input "slack-api-url" is "${withoutUserInfo(apiUrl)}"; it must be an https address`,
    )
  }
  const { username, password } = new URL(apiUrl)
  if (username !== '' || password !== '') {
    throw new UserError('input-invalid', 'Input "slack-api-url" holds a user or a password; give the address without')
  }
  return { token, apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }
}
