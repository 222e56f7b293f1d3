export const id = 516;
export const ids = [516];
export const modules = {

/***/ 2516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  present: () => (/* binding */ present)
});

// EXTERNAL MODULE: ./lib/kubernetes/api/objects.js
var objects = __webpack_require__(9271);
// EXTERNAL MODULE: ./lib/text/markdown.js
var markdown = __webpack_require__(6362);
// EXTERNAL MODULE: ./lib/deployments/ending-titles.js
var ending_titles = __webpack_require__(1737);
// EXTERNAL MODULE: ./lib/deployments/live.js
var live = __webpack_require__(7912);
// EXTERNAL MODULE: ./lib/deployments/report-words.js
var report_words = __webpack_require__(3208);
;// CONCATENATED MODULE: ./lib/deployments/summary.js





/**
 * The job summary: on failure the cause first, then what is live, then the facts. GitHub's Markdown. `redact` hides
 * secrets; it has to come before escaping, after which a secret with a `_` in it would not be found.
 */
function summaryOf(report, ending, ms, redact) {
    const show = { text: text => (0,markdown/* escaped */.M)(redact(text)), code: text => redact(text).replaceAll('`', "'") };
    const sections = [
        `## ${ending_titles/* ENDING_TITLES */.u[ending.outcome]}: ${subjectOf(report, show)}`,
        ending.outcome === 'success' ? '' : causeOf(ending, report.rollout, show),
        logsOf(report.rollout, redact),
        liveOf(report, ending),
        factsOf(report, ms, show),
        workloadsOf(report.rollout, show),
        objectsOf(report.applied),
        warningsOf(report.warnings, show),
    ];
    return `${sections.filter(section => section !== '').join('\n\n')}\n`;
}
function subjectOf(report, show) {
    return show.text(`${report.service ?? 'deployment'} ${report.commit.slice(0, 7)} to ${report.environment}`);
}
function causeOf(ending, rollout, show) {
    const lines = [`**${show.text(ending.text)}**`];
    const advice = rollout?.cause?.advice ?? '';
    if (advice !== '')
        lines.push('', show.text(advice));
    // A single finding that says the same again would only be read twice.
    const findings = rollout === undefined ? ending.findings.filter(({ text }) => text !== ending.text) : [];
    if (findings.length > 0)
        lines.push('', ...findings.map(finding => findingLine(finding, show)));
    return lines.join('\n');
}
function findingLine({ where, text, url }, show) {
    const place = where === undefined ? '' : `\`${show.code(where)}\` `;
    return `- ${place}${url === undefined ? show.text(text) : `[${show.text(text)}](${encodeURI(url)})`}`;
}
function logsOf(rollout, redact) {
    const logs = rollout?.logs;
    if (logs === undefined || logs.lines.length === 0)
        return '';
    const title = `Last lines of container \`${logs.container}\` in pod \`${logs.pod}\`:`;
    return `${title}\n\n${(0,markdown/* fenced */.O)(logs.lines.map(redact))}`;
}
function liveOf(report, ending) {
    if (ending.outcome === 'success')
        return '';
    if (!report.touched)
        return 'Nothing was touched: the cluster is as it was.';
    const workloads = (0,live/* liveWorkloads */.F)(report);
    if (workloads.length === 0)
        return 'The cluster was touched; see the objects below for what was applied.';
    return [
        'What is live now:',
        '',
        ...workloads.map(({ object, serves, text }) => `- \`${object}\`: ${serves ? text : `**${text}**`}`),
    ].join('\n');
}
function factsOf(report, ms, show) {
    const rows = [
        ['commit', `[\`${report.commit}\`](${encodeURI(report.commitUrl)})`],
        ['environment', show.text(report.environment)],
        ...(report.image === undefined ? [] : [['image', `\`${report.image}\``]]),
        ['time', (0,report_words/* timesOf */.Q)(report.steps, ms)],
    ];
    return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}
function workloadsOf(rollout, show) {
    if (rollout === undefined || rollout.workloads.length === 0)
        return '';
    const rows = rollout.workloads.map(({ object, namespace, text, seconds: time }) => `| \`${object}\` | ${namespace} | ${show.text(text)} | ${time.toFixed(1)} s |`);
    return ['| workload | namespace | state | time |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
function objectsOf(applied) {
    if (applied === undefined || applied.length === 0)
        return '';
    const rows = applied.map(({ manifest, namespace, action }) => `| \`${(0,objects/* nameOf */.Vb)(manifest.object)}\` | ${namespace ?? ''} | ${action} |`);
    return [
        `<details><summary>${applied.length} ${applied.length === 1 ? 'object' : 'objects'}: ${(0,report_words/* objectCounts */.e)(applied)}</summary>`,
        '',
        '| object | namespace | |',
        '| --- | --- | --- |',
        ...rows,
        '',
        '</details>',
    ].join('\n');
}
function warningsOf(warnings, show) {
    return warnings.length === 0
        ? ''
        : ['Worth a look:', '', ...warnings.map(warning => findingLine(warning, show))].join('\n');
}

// EXTERNAL MODULE: ./lib/domain/deployment/status-text.js + 1 modules
var status_text = __webpack_require__(7551);
;// CONCATENATED MODULE: ./lib/actions/deploy/outputs.js


/** Says how the run ended, outside any group: the outputs, the last lines of the log, the job summary. */
async function present(result, runner) {
    runner.setOutput('deployment-id', String(result.kind === 'ours' ? result.report.deploymentId : result.deploymentId));
    if (result.kind === 'left')
        return presentLeft(result, runner);
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
    await runner.writeSummary(summaryOf(report, ending, ms, text => runner.masks.redact(text)));
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
/** Somebody else's deployment is none of our business; but whoever expected something to happen is told that nothing did. */
function presentLeft(result, runner) {
    runner.setOutput('outcome', 'left-alone');
    runner.setOutput('reason', result.reason);
    runner.setOutput('environment', result.environment);
    const text = `Deployment ${result.deploymentId} is left alone: ${result.why}`;
    if (result.expected)
        runner.log.notice(text);
    else
        runner.fail(text);
}


/***/ }),

/***/ 1737:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ ENDING_TITLES)
/* harmony export */ });
/** How an ending is announced, in summaries and messages. */
const ENDING_TITLES = {
    success: '✅ Deployed',
    refused: '⛔ Refused',
    failed: '❌ Failed',
    superseded: '⏭️ Superseded',
    cancelled: '✋ Cancelled',
    error: '🛠️ Error',
};


/***/ }),

/***/ 7912:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ liveWorkloads)
/* harmony export */ });
/** What is live after a deployment that did not end well, as far as it was followed. */
function liveWorkloads({ rollout }) {
    return (rollout?.workloads ?? []).map(({ object, desired, updated, available }) => {
        const old = Math.max(0, available - updated);
        const serving = available === 0 ? 'no pod serves' : `${available} of ${desired} pods serve`;
        return { object, serves: available > 0, text: `${serving}${old > 0 ? ', the old version among them' : ''}` };
    });
}


/***/ }),

/***/ 3208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ timesOf),
/* harmony export */   e: () => (/* binding */ objectCounts)
/* harmony export */ });
/* harmony import */ var _time_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5921);

/** `1 created, 3 unchanged`: what became of the objects that were applied; empty when there are none. */
function objectCounts(applied) {
    return ['created', 'changed', 'unchanged']
        .map(action => ({ action, count: applied.filter(object => object.action === action).length }))
        .filter(({ count }) => count > 0)
        .map(({ action, count }) => `${count} ${action}`)
        .join(', ');
}
/** `6.4 s (gate 0.3 s, render 0.1 s)`: how long a run took, and each of its steps. */
function timesOf(steps, ms) {
    const each = steps.map(({ step, ms }) => `${step} ${(0,_time_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .Y)(ms)}`).join(', ');
    return `${(0,_time_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .Y)(ms)}${each === '' ? '' : ` (${each})`}`;
}


/***/ }),

/***/ 9271:
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

/***/ 6362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ escaped),
/* harmony export */   O: () => (/* binding */ fenced)
/* harmony export */ });
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
/** A block of lines as they are, in a fence longer than any run of backticks inside: a log cannot end its own block. */
function fenced(lines) {
    const text = lines.join('\n');
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return [fence, text, fence].join('\n');
}


/***/ }),

/***/ 5921:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ seconds)
/* harmony export */ });
/** `0.4 s`, `14 s`, `3 min 20 s`: as exact as a person needs it. */
function seconds(ms) {
    if (ms < 10_000)
        return `${(ms / 1000).toFixed(1)} s`;
    const whole = Math.round(ms / 1000);
    return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}


/***/ })

};
