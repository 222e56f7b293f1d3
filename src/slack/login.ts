import { UserError } from '../errors.ts'
import { isSecureUrl } from '../net/secure-url.ts'

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
    throw new UserError('input-invalid', `Input "slack-api-url" is "${apiUrl}"; it must be an https address`)
  }
  return { token, apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }
}
