import { repositoryBody } from './body/repository.ts'
import { json } from './http/reply.ts'
import type { Route } from './http/route.ts'
import { activityRoutes } from './route/activities.ts'
import { attestationRoutes } from './route/attestations.ts'
import { branchRoutes } from './route/branches.ts'
import { checkRunRoutes } from './route/check-runs.ts'
import { collaboratorRoutes } from './route/collaborators.ts'
import { commitStatusRoutes } from './route/commit-statuses.ts'
import { commitRoutes } from './route/commits.ts'
import { contentRoutes } from './route/contents.ts'
import { deploymentStatusRoutes } from './route/deployment-statuses.ts'
import { deploymentRoutes } from './route/deployments.ts'
import { environmentRoutes } from './route/environments.ts'
import { gitObjectRoutes } from './route/git-objects.ts'
import { gitRefRoutes } from './route/git-refs.ts'
import { issueCommentRoutes } from './route/issue-comments.ts'
import { rulesetRoutes } from './route/rulesets.ts'
import { workflowDispatchRoutes } from './route/workflow-dispatches.ts'
import { workflowRunRoutes } from './route/workflow-runs.ts'

/** Every endpoint the double knows. `commits/{ref}` stands after what is below it, since a ref may hold slashes. */
export const routes: readonly Route[] = [
  {
    operationId: 'repos/get',
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    query: [],
    handle: ({ place, repository, account }) => json(repositoryBody(place, repository, account)),
  },
  ...deploymentStatusRoutes,
  ...deploymentRoutes,
  ...commitStatusRoutes,
  ...checkRunRoutes,
  ...commitRoutes,
  ...contentRoutes,
  ...gitRefRoutes,
  ...gitObjectRoutes,
  ...branchRoutes,
  ...rulesetRoutes,
  ...environmentRoutes,
  ...collaboratorRoutes,
  ...workflowRunRoutes,
  ...workflowDispatchRoutes,
  ...activityRoutes,
  ...attestationRoutes,
  ...issueCommentRoutes,
]
