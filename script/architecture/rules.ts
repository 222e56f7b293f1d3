import type { IForbiddenRuleType, IRegularForbiddenRuleType } from 'dependency-cruiser'

/** The rooms of `src/`, from the top down: a room imports from the layers below its own, never sideways and never up. */
export const LAYERS: readonly (readonly string[])[] = [
  ['terminal'],
  ['actions'],
  ['delivery', 'commands'],
  ['deployments'],
  ['kubernetes', 'github', 'registry', 'docker', 'gomplate', 'slack', 'git', 'tools'],
  ['runner'],
  ['domain'],
  ['policy'],
  ['process', 'net', 'log', 'files'],
  ['secrets', 'text', 'time'],
  ['reasons'],
]

/** What a room may import of its own layer: docker reads images' names and logins as the registry has them. */
const SIDEWAYS: Readonly<Record<string, readonly string[]>> = { docker: ['registry'] }

/** Rooms in several parts, from the bottom up: a part imports from those before it. `.` is the files without a folder. */
export const PARTS: Readonly<Record<string, readonly string[]>> = {
  kubernetes: [
    'api',
    'connection',
    'diagnosis',
    'kinds',
    'manifests',
    'lease',
    'access',
    'apply',
    'rollout',
    'release',
    'plan',
    'strategy',
  ],
  github: ['.', 'attestations', 'checks', 'graphql', 'workflows', 'locks', 'history', 'scan', 'setup'],
  domain: ['.', 'lock', 'checks', 'claims', 'history', 'deployment', 'stale'],
  deployments: ['.', 'held', 'slack', 'job'],
  'delivery/image': ['plan', 'tasks', 'report', 'push', '.'],
  'delivery/stale': ['text', 'survey', 'messages', 'report', '.'],
}

/** Packages, each with the rooms that may import it; a package that is not listed may be imported by none. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@actions/core': ['runner'],
  '@actions/http-client': ['net'],
  '@actions/tool-cache': ['tools'],
  '@octokit/core': ['github'],
  '@octokit/plugin-paginate-rest': ['github'],
  '@octokit/plugin-rest-endpoint-methods': ['github'],
  '@slack/web-api': ['slack'],
  diff: ['kubernetes'],
  undici: ['net'],
  yaml: ['policy', 'kubernetes', 'gomplate', 'github'],
}

/** Lines of a file, and `.ts` files directly in a folder, at most. */
export const LIMITS = { linesOfFile: 300, filesOfFolder: 22 } as const

const anyOf = (names: readonly string[]) => `(${names.map(name => name.replaceAll('.', '\\.')).join('|')})`
const forbidden = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IForbiddenRuleType => ({ name, severity: 'error', comment, from, to })

/** What a room may import. `runner` stands low for what it imports, but what it offers is for the actions. */
function importsOf(room: string, layer: number): readonly string[] {
  const below = LAYERS.slice(layer + 1).flat()
  const hasRunner = ['terminal', 'actions', 'delivery', 'deployments'].includes(room)
  return [...(SIDEWAYS[room] ?? []), ...below.filter(each => each !== 'runner' || hasRunner)]
}

const layerRules = LAYERS.flatMap((rooms, layer) =>
  rooms.map(room => {
    const below = importsOf(room, layer)
    const allowed = [`^src/${anyOf([room, ...below])}/`, ...(room === 'reasons' ? [] : ['^src/errors\\.ts$'])]
    const comment = `${room} may import ${[...below, 'errors.ts'].join(', ')}`
    return forbidden(`room-${room}`, comment, { path: `^src/${room}/` }, { path: '^src/', pathNot: allowed })
  }),
)

const pathOfPart = (room: string, part: string) => (part === '.' ? `^src/${room}/[^/]+\\.ts$` : `^src/${room}/${part}/`)

const partRules = Object.entries(PARTS).flatMap(([room, parts]) =>
  // The last one may import every other.
  parts
    .slice(0, -1)
    .map((part, index) =>
      forbidden(
        `part-${room}-${part === '.' ? 'base' : part}`,
        `a part of ${room} imports only from the parts before it: ${parts.join(', ')}`,
        { path: pathOfPart(room, part) },
        { path: `^src/${room}/`, pathNot: parts.slice(0, index + 1).map(each => pathOfPart(room, each)) },
      ),
    ),
)

const packageRules = Object.entries(PACKAGES).map(([name, rooms]) =>
  forbidden(
    `package-${name}`,
    `${name} is imported by ${rooms.join(', ')} alone`,
    { path: '^src/', pathNot: `^src/${anyOf(rooms)}/` },
    { path: `node_modules/${name}/` },
  ),
)

export const RULES: readonly IForbiddenRuleType[] = [
  forbidden(
    'no-circle',
    'files do not import each other in a circle, types included',
    { path: '^src/' },
    { circular: true },
  ),
  forbidden('resolved', 'every import is found', { path: '^src/' }, { couldNotResolve: true }),
  ...layerRules,
  ...partRules,
  forbidden(
    'runner-by-type',
    'delivery and deployments take what the runner offers as parameters: they import its types alone',
    { path: '^src/(delivery|deployments)/' },
    { path: '^src/runner/', dependencyTypesNot: ['type-only'] },
  ),
  forbidden(
    'index-starts-actions',
    'src/index.ts imports the entries of the actions and of the command, and how a step begins, alone',
    { path: '^src/index\\.ts$' },
    { path: '^src/', pathNot: '^src/(actions/[^/]+/(main|pre|post)|terminal/main|runner/step-begin)\\.ts$' },
  ),
  forbidden(
    'errors-alone',
    'src/errors.ts imports reasons alone',
    { path: '^src/errors\\.ts$' },
    { path: '^src/', pathNot: '^src/reasons/' },
  ),
  forbidden(
    'terminal-deploys',
    'the command runs a deployment with the inputs and effects of actions/deploy, and knows no other action',
    { path: '^src/terminal/' },
    { path: '^src/actions/', pathNot: '^src/actions/deploy/(inputs|deploy-effects|outputs)\\.ts$' },
  ),
  forbidden(
    'actions-apart',
    'an action does not import another',
    { path: '^src/actions/([^/]+)/' },
    { path: '^src/actions/', pathNot: '^src/actions/$1/' },
  ),
  forbidden(
    'pipelines-apart',
    'a pipeline of delivery does not import another',
    { path: '^src/delivery/([^/]+)/' },
    { path: '^src/delivery/', pathNot: '^src/delivery/$1/' },
  ),
  forbidden('pure', 'domain and policy do no I/O', { path: '^src/(domain|policy)/' }, { dependencyTypes: ['core'] }),
  forbidden(
    'shipped',
    'src imports nothing that is not shipped',
    { path: '^src/' },
    { path: '^(test|script|bench|packages)/' },
  ),
  ...packageRules,
  forbidden(
    'package-unknown',
    'a package has its row in PACKAGES',
    { path: '^src/' },
    { path: 'node_modules/', pathNot: Object.keys(PACKAGES).map(name => `node_modules/${name}/`) },
  ),
]
