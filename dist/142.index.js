export const id = 142;
export const ids = [142];
export const modules = {

/***/ 8142:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  present: () => (/* binding */ present)
});

// EXTERNAL MODULE: ./lib/train/status-text.js + 1 modules
var status_text = __webpack_require__(2281);
// EXTERNAL MODULE: ./lib/kubernetes/objects.js
var objects = __webpack_require__(812);
;// CONCATENATED MODULE: ./lib/deploy/duration.js
/** `0.4 s`, `14 s`, `3 min 20 s`: as exact as a person needs it. */
function seconds(ms) {
    if (ms < 10_000)
        return `${(ms / 1000).toFixed(1)} s`;
    const whole = Math.round(ms / 1000);
    return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

;// CONCATENATED MODULE: ./lib/deploy/summary.js


/** The job summary: on failure the cause first, then what is live, then the facts. GitHub's Markdown. */
function summaryOf(report, ending, ms) {
    const sections = [
        `## ${titles[ending.outcome]}: ${subjectOf(report)}`,
        ending.outcome === 'success' ? '' : causeOf(ending, report.rollout),
        logsOf(report.rollout),
        liveOf(report, ending),
        factsOf(report, ms),
        workloadsOf(report.rollout),
        objectsOf(report.applied),
        warningsOf(report.warnings),
    ];
    return `${sections.filter(section => section !== '').join('\n\n')}\n`;
}
const titles = {
    success: '✅ Deployed',
    refused: '⛔ Refused',
    failed: '❌ Failed',
    superseded: '⏭️ Superseded',
    cancelled: '✋ Cancelled',
    error: '🛠️ Error',
};
function subjectOf(report) {
    return escaped(`${report.service ?? 'deployment'} ${report.commit.slice(0, 7)} to ${report.environment}`);
}
function causeOf(ending, rollout) {
    const lines = [`**${escaped(ending.text)}**`];
    const advice = rollout?.cause?.advice ?? '';
    if (advice !== '')
        lines.push('', escaped(advice));
    // A single finding that says the same again would only be read twice.
    const findings = rollout === undefined ? ending.findings.filter(({ text }) => text !== ending.text) : [];
    if (findings.length > 0)
        lines.push('', ...findings.map(findingLine));
    return lines.join('\n');
}
function findingLine({ where, text, url }) {
    const place = where === undefined ? '' : `\`${where.replaceAll('`', "'")}\` `;
    return `- ${place}${url === undefined ? escaped(text) : `[${escaped(text)}](${encodeURI(url)})`}`;
}
function logsOf(rollout) {
    const logs = rollout?.logs;
    if (logs === undefined || logs.lines.length === 0)
        return '';
    const fence = fenceFor(logs.lines.join('\n'));
    return [
        `Last lines of container \`${logs.container}\` in pod \`${logs.pod}\`:`,
        '',
        fence,
        ...logs.lines,
        fence,
    ].join('\n');
}
function liveOf(report, ending) {
    if (ending.outcome === 'success')
        return '';
    if (!report.touched)
        return 'Nothing was touched: the cluster is as it was.';
    const workloads = report.rollout?.workloads ?? [];
    if (workloads.length === 0)
        return 'The cluster was touched; see the objects below for what was applied.';
    return [
        'What is live now:',
        '',
        ...workloads.map(({ object, desired, updated, available }) => {
            const old = Math.max(0, available - updated);
            const serving = available === 0 ? '**no pod serves**' : `${available} of ${desired} pods serve`;
            return `- \`${object}\`: ${serving}${old > 0 ? ', the old version among them' : ''}`;
        }),
    ].join('\n');
}
function factsOf(report, ms) {
    const rows = [
        ['commit', `[\`${report.commit}\`](${encodeURI(report.commitUrl)})`],
        ['environment', escaped(report.environment)],
        ...(report.image === undefined ? [] : [['image', `\`${report.image}\``]]),
        ['time', `${seconds(ms)}${report.steps.length > 0 ? ` (${stepsOf(report)})` : ''}`],
    ];
    return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}
function stepsOf(report) {
    return report.steps.map(({ step, ms }) => `${step} ${seconds(ms)}`).join(', ');
}
function workloadsOf(rollout) {
    if (rollout === undefined || rollout.workloads.length === 0)
        return '';
    const rows = rollout.workloads.map(({ object, namespace, text, seconds: time }) => `| \`${object}\` | ${namespace} | ${escaped(text)} | ${time.toFixed(1)} s |`);
    return ['| workload | namespace | state | time |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
function objectsOf(applied) {
    if (applied === undefined || applied.length === 0)
        return '';
    const counts = ['created', 'changed', 'unchanged']
        .map(action => ({ action, count: applied.filter(object => object.action === action).length }))
        .filter(({ count }) => count > 0)
        .map(({ action, count }) => `${count} ${action}`);
    const rows = applied.map(({ manifest, namespace, action }) => `| \`${(0,objects/* nameOf */.Vb)(manifest.object)}\` | ${namespace ?? ''} | ${action} |`);
    return [
        `<details><summary>${applied.length} ${applied.length === 1 ? 'object' : 'objects'}: ${counts.join(', ')}</summary>`,
        '',
        '| object | namespace | |',
        '| --- | --- | --- |',
        ...rows,
        '',
        '</details>',
    ].join('\n');
}
function warningsOf(warnings) {
    return warnings.length === 0 ? '' : ['Worth a look:', '', ...warnings.map(findingLine)].join('\n');
}
/** Texts come from commits, clusters and registries: none may become Markdown or HTML of its own. */
function escaped(text) {
    return text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll(/[\\`*_[\]|~#]/g, '\\$&')
        .replaceAll('@', '@\u200b')
        .replaceAll(/\s+/g, ' ');
}
/** A fence longer than any run of backticks inside, so that a log cannot end its own block. */
function fenceFor(text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    return '`'.repeat(longest + 1);
}

;// CONCATENATED MODULE: ./lib/deploy/present.js


/** Says how the run ended, outside any group: the outputs, the last lines of the log, the job summary. */
async function present(result, runner, askedByHand) {
    runner.setOutput('deployment-id', String(result.kind === 'ours' ? result.report.deploymentId : result.deploymentId));
    if (result.kind === 'foreign')
        return presentForeign(result, runner, askedByHand);
    const { report, ending, ms } = result;
    runner.setOutput('outcome', ending.outcome);
    runner.setOutput('reason', ending.outcome === 'success' ? '' : ending.reason);
    runner.setOutput('service', report.service ?? '');
    runner.setOutput('environment', report.environment);
    runner.setOutput('commit', report.commit);
    runner.setOutput('image', report.image ?? '');
    const headline = (0,status_text/* endingLine */.KG)(ending);
    if (ending.outcome === 'success')
        runner.log.info(headline);
    else if (ending.outcome === 'superseded')
        runner.log.notice(headline);
    else
        runner.fail(headline);
    if (ending.outcome !== 'success')
        sayWhy(result, runner);
    await runner.writeSummary(summaryOf(report, ending, ms));
    if (result.unwritten !== undefined) {
        runner.fail(`GitHub still shows deployment ${report.deploymentId} as under way: its last status ("${headline}") could not be written: ${result.unwritten}`);
    }
}
function sayWhy({ report, ending }, runner) {
    // A finding that the headline has said already would only be read twice.
    for (const { where, text, url } of ending.findings.filter(({ text, url }) => url !== undefined || text !== ending.text)) {
        runner.log.info(`  ${where === undefined ? '' : `${where}: `}${text}${url === undefined ? '' : ` ${url}`}`);
    }
    const logs = report.rollout?.logs;
    if (logs !== undefined && logs.lines.length > 0) {
        runner.log.info(`  last lines of container ${logs.container} in pod ${logs.pod}:`);
        for (const line of logs.lines)
            runner.log.info(`  | ${line}`);
    }
    if (!report.touched)
        runner.log.info('  Nothing was touched.');
}
/** A deployment of another tool is none of our business; but whoever named one by hand is told that nothing happened. */
function presentForeign(result, runner, askedByHand) {
    runner.setOutput('outcome', 'foreign');
    runner.setOutput('reason', 'foreign');
    runner.setOutput('environment', result.environment);
    const text = `Deployment ${result.deploymentId} is left alone: ${result.why}`;
    if (askedByHand)
        runner.fail(text);
    else
        runner.log.notice(text);
}


/***/ }),

/***/ 812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F8: () => (/* binding */ groupOf),
/* harmony export */   PT: () => (/* binding */ mappingsIn),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   oh: () => (/* binding */ mappingAt),
/* harmony export */   pi: () => (/* binding */ isMapping)
/* harmony export */ });
/** Kind and name as people write them: `Deployment/web`. */
function nameOf(object) {
    return `${object.kind}/${object.metadata.name}`;
}
/** The group of an `apiVersion`; the core group is the empty string. */
function groupOf(apiVersion) {
    const slash = apiVersion.indexOf('/');
    return slash < 0 ? '' : apiVersion.slice(0, slash);
}
/** The field as a mapping, or undefined: rendered and received objects may hold anything anywhere. */
function mappingAt(value, ...path) {
    let at = value;
    for (const field of path) {
        if (!isMapping(at))
            return undefined;
        at = at[field];
    }
    return isMapping(at) ? at : undefined;
}
/** The items of a field that should be a list of mappings; everything else counts as absent. */
function mappingsIn(value) {
    return Array.isArray(value) ? value.filter(isMapping) : [];
}
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 2281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  KG: () => (/* binding */ endingLine),
  pG: () => (/* binding */ endingText),
  TN: () => (/* binding */ oneLine),
  uw: () => (/* binding */ stepText)
});

// UNUSED EXPORTS: STATUS_LIMIT, statusText

;// CONCATENATED MODULE: ./lib/train/steps.js
/** The steps of a deployment, in order; a status names one of them as n/m. */
const STEPS = ['gate', 'render', 'preflight', 'apply', 'rollout'];
/** What a step does, as a status says it. */
const STEP_WORDS = {
    gate: 'Checking the commit',
    render: 'Rendering templates',
    preflight: 'Asking the cluster whether it would take the objects',
    apply: 'Applying',
    rollout: 'Waiting for the rollout',
};

;// CONCATENATED MODULE: ./lib/train/status-text.js

/** GitHub refuses a longer description of a deployment status (422). */
const STATUS_LIMIT = 140;
const ENDING_PREFIX = {
    success: '',
    refused: 'Refused: ',
    failed: 'Failed: ',
    superseded: 'Superseded: ',
    cancelled: 'Cancelled: ',
    error: 'Error: ',
};
/** `2/5 Rendering templates`, with a detail after a colon. */
function stepText(step, detail) {
    const words = `${STEPS.indexOf(step) + 1}/${STEPS.length} ${STEP_WORDS[step]}`;
    return statusText(detail === undefined || detail === '' ? words : `${words}: ${detail}`);
}
/** How a deployment ended, in one line that begins with the word for it: whole, for the log. */
function endingLine(ending) {
    return oneLine(`${ENDING_PREFIX[ending.outcome]}${ending.text}`);
}
/** The same as a status's description. */
function endingText(ending) {
    return statusText(endingLine(ending));
}
/** Any text as a status's description: one line of at most 140 code points; what does not fit ends with `…`. */
function statusText(text) {
    return cut(oneLine(text), STATUS_LIMIT);
}
// Control characters, line separators, and the marks that turn the direction of writing: they would let a commit's
// author or a program's output rewrite what a reader sees.
const FOLDED = /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\s]+/gu;
/** Text in one line, without what cannot be seen. */
function oneLine(text) {
    return text.toWellFormed().replace(FOLDED, ' ').trim();
}
/** Cuts between what a reader takes for characters, so that no flag, accent or family is torn apart. */
function cut(text, limit) {
    if (codePoints(text) <= limit)
        return text;
    let kept = '';
    let length = 0;
    for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
        length += codePoints(segment);
        if (length > limit - 1)
            break;
        kept += segment;
    }
    return `${kept.trimEnd()}…`;
}
function codePoints(text) {
    return [...text].length;
}


/***/ })

};
