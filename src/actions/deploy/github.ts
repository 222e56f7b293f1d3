import type { JobEffects } from '../../deployments/effects.ts'
import { connectGitHub, type GitHubConnection } from '../../github/client.ts'
import type { DeployRunContext } from './run-context.ts'

/** Makes clients of the run's own repository; each with its own signal, for what is written has to outlive a stop. */
export function gitHubConnector(
  token: string,
  { apiUrl, owner, repository }: Pick<DeployRunContext, 'apiUrl' | 'owner' | 'repository'>,
  { log, clock, env, redact }: Required<Pick<GitHubConnection, 'log' | 'clock' | 'env' | 'redact'>>,
): JobEffects['connectGitHub'] {
  return (signal, retryLimits) =>
    connectGitHub({
      ...{ token, apiUrl, log, clock, env, redact },
      repository: { owner, repo: repository },
      ...(signal === undefined ? {} : { signal }),
      ...(retryLimits === undefined ? {} : { retryLimits }),
    })
}
