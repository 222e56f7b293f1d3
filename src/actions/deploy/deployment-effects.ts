import type { JobEffects } from '../../deployments/effects.ts'
import type { Runner } from '../../runner/runner.ts'
import type { SlackLogin } from '../../slack/login.ts'
import { quietSlackClient } from '../../slack/quiet-client.ts'
import { gitHubConnector } from './github.ts'
import type { DeployRunContext } from './run-context.ts'

/** The real effects, through the runner of this step. */
export function deploymentEffects(
  runner: Pick<Runner, 'log' | 'masks' | 'clock' | 'env' | 'state' | 'saveState'>,
  context: Pick<DeployRunContext, 'apiUrl' | 'owner' | 'repository'>,
  token: string,
  slack: () => SlackLogin | undefined,
): JobEffects {
  const { log, masks, clock, env } = runner
  return {
    ...{ log, masks, clock },
    connectGitHub: gitHubConnector(token, context, { log, clock, env, redact: text => masks.redact(text) }),
    state: { read: key => runner.state(key), save: (key, value) => runner.saveState(key, value) },
    connectSlack: () => quietSlackClient(slack(), { log, clock, masks, env }),
  }
}
