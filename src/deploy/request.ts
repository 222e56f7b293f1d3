import type { GitHubClient } from '../github/client.ts'
import { readPolicyText } from '../github/contents.ts'
import { deploymentFromEvent, getDeployment } from '../github/deployments.ts'
import { readDefaultBranch } from '../github/repository.ts'
import { UserError } from '../runner/user-error.ts'
import type { DeploymentRecord } from '../train/deployment.ts'
import { parsePolicy } from '../train/policy.ts'
import { type DeployRequest, foreignTask, readRequest } from '../train/request.ts'
import type { Named } from './run-context.ts'

/** The deployment's record and the branch that counts; the policy is looked at by `classify`. */
export interface Asked {
  readonly deployment: DeploymentRecord
  readonly branch: string
  readonly policyText: Promise<string>
}

/** Finds out what was asked, in one round trip; with an event, GitHub has to be asked only for the policy. */
export async function readAsked(github: GitHubClient, named: Named): Promise<Asked> {
  const policyText = readPolicyText(github)
  // Awaited by `classify`; until then a rejection must not count as unhandled.
  policyText.catch(() => undefined)
  if (named.by === 'event') {
    return {
      deployment: deploymentFromEvent(named.deployment),
      branch: named.defaultBranch ?? (await readDefaultBranch(github)),
      policyText,
    }
  }
  const [deployment, branch] = await Promise.all([deploymentNamed(github, named.id), readDefaultBranch(github)])
  return { deployment, branch, policyText }
}

async function deploymentNamed(github: GitHubClient, id: number): Promise<DeploymentRecord> {
  try {
    return await getDeployment(github, id)
  } catch (thrown) {
    if (!(thrown instanceof UserError) || thrown.reason !== 'github-not-found') throw thrown
    const text = `Input "deployment-id" is ${id}, but this repository has no such deployment, or the token may not see it`
    throw new UserError('github-not-found', text, { cause: thrown })
  }
}

/** Tells a deployment of ours from the others, by the policy of the default branch. */
export async function classify(asked: Asked, repository: string): Promise<DeployRequest> {
  // Before the policy is looked at: a repository without one may have deployments of other tools.
  const why = foreignTask(asked.deployment.task)
  if (why !== undefined) return { kind: 'foreign', why }
  return readRequest(asked.deployment, parsePolicy(await asked.policyText, { repository }))
}
