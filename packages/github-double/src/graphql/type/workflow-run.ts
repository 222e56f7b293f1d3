import { repositoryPage } from '../../body/links.ts'
import { nodeId } from '../../ids.ts'
import type { Workflow } from '../../state/workflow-run.ts'
import { modelled } from '../fields.ts'
import type { CheckSuiteSource, WorkflowRunSource } from '../sources.ts'

const run = modelled<WorkflowRunSource>('WorkflowRun', {
  id: ({ of }) => nodeId('WFR', of.id),
  databaseId: ({ of }) => of.id,
  event: ({ of }) => of.event,
  runNumber: ({ of }) => of.runNumber,
  createdAt: ({ of }) => of.createdAt,
  updatedAt: ({ of }) => of.updatedAt,
  url: ({ repository, of }, _, { place }) => `${repositoryPage(place, repository)}/actions/runs/${of.id}`,
  workflow: ({ of }) => of.workflow,
  checkSuite: ({ repository, of }): CheckSuiteSource => ({ id: of.suite.id, repository, of: of.suite }),
  file: ({ of }) => of.workflow,
})

const workflow = modelled<Workflow>('Workflow', {
  id: ({ id }) => nodeId('W', id),
  databaseId: ({ id }) => id,
  name: ({ name }) => name,
  createdAt: ({ createdAt }) => createdAt,
})

const file = modelled<Workflow>('WorkflowRunFile', { path: ({ path }) => path })

export const workflowRunTypes = [run, workflow, file]
