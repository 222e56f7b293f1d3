import { oneLineJson } from '../../commands/render/json.ts'
import { runDryRun } from '../../delivery/release/plan/dry-run.ts'
import { renderCommit } from '../../delivery/release/plan/rendered-commit.ts'
import type { EndedView } from '../../deployments/view.ts'
import { furtherFindings } from '../../deployments/words.ts'
import { endedWell } from '../../domain/deployment/ending.ts'
import { UserError } from '../../errors.ts'
import { exactJson } from '../../kubernetes/api/exact-json.ts'
import { planLines } from '../../kubernetes/plan/plan-text.ts'
import { manifestsText, shownManifests } from '../../kubernetes/plan/shown-manifests.ts'
import type { Arguments } from '../arguments.ts'
import type { Terminal } from '../terminal.ts'
import { type Prepared, prepare } from './prepare.ts'
import { indentedLine } from './runner.ts'

/** Shows what a deployment of a commit would apply. Asks no cluster. Throws a `UserError` where it cannot be rendered. */
export async function renderHere(args: Arguments, terminal: Terminal): Promise<void> {
  const { out, err } = terminal
  const prepared = await prepare(args, terminal, { cluster: false })
  const { commit, policyText, settings, context, effects, runner, notes } = prepared
  const rendered = await renderCommit({ sha: commit.sha, policyText }, settings, context, effects)
  const shown = shownManifests(rendered.set, data => runner.masks.clean(data))
  const digest =
    rendered.unknownDigest === undefined ? [] : [`the image is shown by its tag: ${rendered.unknownDigest}`]
  const said = [...notes, ...digest].map(note => runner.masks.redact(note))
  if (args.json) {
    const objects = { image: rendered.image, objects: shown, notes: said }
    return out.print(oneLineJson(exactJson({ ...headOf('rendered', prepared), ...objects })))
  }
  for (const note of said) err.print(indentedLine(note))
  out.print(manifestsText(shown))
}

/** Shows what it would change in the cluster. Throws a `UserError` where a deployment would be refused before it changes anything. */
export async function planHere(args: Arguments, terminal: Terminal): Promise<void> {
  const { out, err, signal } = terminal
  const prepared = await prepare(args, terminal, { cluster: true })
  const { commit, policyText, settings, context, effects, runner, notes } = prepared
  const result = await runDryRun({ sha: commit.sha, isPull: false, policyText }, settings, context, effects)
  signal.throwIfAborted()
  if (result.kind !== 'ended') throw new Error('a plan is no deployment that could be left alone')
  const { view } = result
  if (view.plan === undefined || !endedWell(view.ending.outcome)) {
    if (view.plan !== undefined && !args.json) for (const line of planLines(view.plan)) err.print(indentedLine(line))
    throw refusalOf(view)
  }
  const said = notes.map(note => runner.masks.redact(note))
  if (args.json) {
    const { image, warnings } = view
    return out.print(
      oneLineJson(JSON.stringify({ ...headOf('planned', prepared), image, plan: view.plan, warnings, notes: said })),
    )
  }
  for (const note of said) err.print(indentedLine(note))
  for (const line of planLines(view.plan)) out.print(indentedLine(line))
}

function headOf(code: string, { place: { owner, repo }, commit: { sha }, service, environment }: Prepared) {
  return { schema: 1, code, repository: `${owner}/${repo}`, service, environment, commit: sha }
}

function refusalOf(view: EndedView): UserError {
  const { reason, text, findings } = view.ending
  return new UserError(reason, text, { findings: findings.length > 0 ? findings : furtherFindings(view) })
}
