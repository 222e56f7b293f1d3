import { expect, test } from 'vitest'
import { remoteSources } from '../../../src/gomplate/remote-sources.ts'

test.each([
  ['{{ include "https://example.com/x" }}', 'https:'],
  ['a: {{- (datasource `http://example.com/x.json`).a -}}', 'http:'],
  ['{{ defineDatasource "x" "git+ssh://git@example.com/x" }}', 'git+ssh:'],
  ['{{ data.Include "vault:///secret/x" }}', 'vault:'],
  ['{{ if datasourceReachable "s3://bucket/x" }}{{ end }}', 's3:'],
  ['{{ "}}" | printf "%s%s" (include "https://example.com/x") }}', 'https:'],
  ['{{ net.LookupIP "example.com" }}', 'net.LookupIP'],
  ['{{ aws.EC2Region }}', 'aws.EC2Region'],
  ['{{ (gcp.Meta "id") }}', 'gcp.Meta'],
  ['{{ ec2region }}', 'ec2region'],
  // The slash that begins a comment does not end it too.
  ['{{/*/ {{ " */}}{{ include "https://example.com/x" }}{{ "" }}', 'https:'],
  ['{{- /*/ {{ ` */ -}}{{ include "https://example.com/x" }}{{ `` }}', 'https:'],
])('%s is found', (template, what) => {
  expect(remoteSources(`one: 1\ntwo: 2\nthree: ${template}\n`)).toEqual([{ line: 3, what }])
})

test.each([
  'url: https://example.com/x',
  'url: {{ .deploy.values.url | default "https://example.com" }}',
  '{{ .deploy.values.include }}{{ "https://example.com" }}',
  '{{ "do not include https://example.com" }}',
  '{{/* include "https://example.com/x" */}}',
  '{{- /* include "https://example.com/x" */ -}}',
  '{{/*/ {{ include "https://example.com/x" }} */}}',
  '{{ include "file:///etc/hostname" }}',
  '{{ $ds := .deploy.values }}{{ $ds.x | default "http://x" }}',
  '{{ .deploy.values.aws.region }}',
])('%s is no remote source', template => {
  expect(remoteSources(template)).toEqual([])
})
