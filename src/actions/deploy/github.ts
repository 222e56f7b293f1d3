import type { JobEffects } from '../../deployments/effects.ts'
import { connectGitHub } from '../../github/client.ts'
import type { Logger } from '../../log/logger.ts'
import type { Clock } from '../../time/clock.ts'
import type { DeployRunContext } from './run-context.ts'

/** Makes clients of the run's own repository; each with its own signal, for what is written has to outlive a stop. */
export function gitHubConnector(
  token: string,
  { apiUrl, owner, repository }: Pick<DeployRunContext, 'apiUrl' | 'owner' | 'repository'>,
  { log, clock }: { readonly log: Logger; readonly clock: Clock },
): JobEffects['connectGitHub'] {
  return (signal, retryLimits) =>
    connectGitHub({
      ...{ token, apiUrl, log, clock },
      repository: { owner, repo: repository },
      ...(signal === undefined ? {} : { signal }),
      ...(retryLimits === undefined ? {} : { retryLimits }),
    })
}
