export const id = 836;
export const ids = [836];
export const modules = {

/***/ 4836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bugs: () => (/* binding */ bugs),
  present: () => (/* binding */ present)
});

// EXTERNAL MODULE: ./lib/text/markdown.js
var markdown = __webpack_require__(6362);
// EXTERNAL MODULE: ./lib/time/duration.js
var duration = __webpack_require__(5921);
;// CONCATENATED MODULE: ./lib/delivery/image/texts.js

const verbs = {
    built: 'Built',
    present: 'Found',
    joined: 'Joined',
    'other-run': 'Built',
    parent: 'Found',
};
const origins = {
    built: 'built and pushed',
    present: 'was there already; nothing was built',
    joined: 'joined from the images that other jobs built',
    'other-run': 'pushed by another run of this commit; this one is not needed',
    parent: "the first parent's: this commit changes nothing that is in it",
};
/** `ghcr.io/acme/hello@sha256:…`; empty when nothing is in the registry. */
function imageOf({ repository, digest }) {
    return digest === undefined ? '' : `${repository}@${digest}`;
}
/** How the image came to be there, or why it is not. */
function originText({ origin, notPushed }) {
    if (origin !== undefined)
        return origins[origin];
    return notPushed === undefined ? 'not pushed' : `not pushed: ${notPushed}`;
}
/** The last line of the log, and the reason on the run's page. */
function headlineOf({ report, ending, ms }) {
    const commit = report.commit.slice(0, 7);
    switch (ending.outcome) {
        case 'success':
            return `${doneText(report)} ${commit} in ${(0,duration/* seconds */.Y)(ms)}: ${imageOf(report) || originText(report)}`;
        case 'cancelled':
            return `Cancelled: ${ending.text}; ${whatIsThere(report)}`;
        default:
            return `${ending.outcome === 'failed' ? 'Failed' : 'Error'}: ${ending.problems[0].text}`;
    }
}
/** What was done, in one word. */
function doneText({ origin }) {
    return verbs[origin ?? 'built'];
}
/** After anything but success: whether the commit has an image, where that is known. */
function whatIsThere(report) {
    if (report.digest !== undefined)
        return `the commit has the image ${imageOf(report)}`;
    if (report.absent)
        return 'the commit has no image';
    if (report.notPushed !== undefined)
        return 'this run pushes no image';
    return `this run cannot say whether the commit has an image: look at ${report.repository}:${report.tag}`;
}
/** Stable code; empty on success. */
function reasonOf(ending) {
    if (ending.outcome === 'success')
        return '';
    return ending.outcome === 'cancelled' ? 'cancelled' : ending.problems[0].reason;
}

;// CONCATENATED MODULE: ./lib/delivery/image/summary.js



const titles = {
    failed: '❌ Failed',
    cancelled: '✋ Cancelled',
    error: '🛠️ Error',
};
const marks = { passed: '✅ passed', failed: '❌ failed', stopped: '✋ stopped' };
/** The job summary: on failure the cause first, then the image, then one table. GitHub's Markdown. */
function summaryOf(result) {
    const { report, ending } = result;
    const subject = `${report.repository.split('/').at(-1)} ${report.commit.slice(0, 7)}`;
    const sections = [
        `## ${ending.outcome === 'success' ? `✅ ${doneText(report)}` : titles[ending.outcome]}: ${(0,markdown/* escaped */.M)(subject)}`,
        ...(ending.outcome === 'success' ? [] : causeOf(result)),
        imageLine(report, ending),
        table(result),
        report.warnings.map(warning => `- ⚠️ ${(0,markdown/* escaped */.M)(warning)}`).join('\n'),
    ];
    return `${sections.filter(section => section !== '').join('\n\n')}\n`;
}
function causeOf(result) {
    const { ending } = result;
    if (ending.outcome !== 'failed' && ending.outcome !== 'error')
        return [`**${(0,markdown/* escaped */.M)(headlineOf(result))}**`];
    return ending.problems.flatMap(({ text, tail }) => [`**${(0,markdown/* escaped */.M)(text)}**`, tail.length === 0 ? '' : (0,markdown/* fenced */.O)(tail)]);
}
function imageLine(report, ending) {
    if (report.digest !== undefined)
        return `\`${imageOf(report)}\` (${(0,markdown/* escaped */.M)(originText(report))})`;
    if (ending.outcome !== 'success')
        return `${(0,markdown/* escaped */.M)(whatIsThere(report))}.`;
    return (0,markdown/* escaped */.M)(originText(report));
}
function table({ report, ms }) {
    const rows = [
        `| commit | [\`${report.commit}\`](${encodeURI(report.commitUrl)}) | |`,
        ...report.results.map(({ name, state, ms: time }) => `| ${name} | ${marks[state]} | ${(0,duration/* seconds */.Y)(time)} |`),
        ...(report.pushMs === undefined ? [] : [`| push | ${(0,markdown/* escaped */.M)(originText(report))} | ${(0,duration/* seconds */.Y)(report.pushMs)} |`]),
        ...(report.builder === undefined ? [] : [`| builder | ${(0,markdown/* escaped */.M)(report.builder)} | |`]),
        ...(report.references.length < 2
            ? []
            : [`| tags | ${report.references.map(reference => `\`${reference}\``).join('<br>')} | |`]),
        `| whole | | ${(0,duration/* seconds */.Y)(ms)} |`,
    ];
    return ['| | | |', '| --- | --- | --- |', ...rows].join('\n');
}

;// CONCATENATED MODULE: ./lib/actions/build/outputs.js


/** Says how the run ended, outside any group: the outputs, the last lines of what failed, the job summary. */
async function present(result, runner) {
    const { report, ending } = result;
    runner.setOutput('outcome', ending.outcome);
    runner.setOutput('reason', reasonOf(ending));
    runner.setOutput('commit', report.commit);
    runner.setOutput('image', imageOf(report));
    runner.setOutput('digest', report.digest ?? '');
    runner.setOutput('tag', report.tag);
    runner.setOutput('tags', JSON.stringify(report.references));
    runner.setOutput('skipped', String(report.origin === 'present' || report.origin === 'parent'));
    runner.setOutput('durations', JSON.stringify(durationsOf(result)));
    if (ending.outcome === 'success')
        runner.log.info(headlineOf(result));
    else if (ending.outcome === 'cancelled')
        runner.fail(headlineOf(result));
    else
        sayWhy(ending.problems, report, runner);
    await runner.writeSummary(summaryOf(result));
}
function sayWhy(problems, report, runner) {
    for (const { text, tail, reason } of problems) {
        runner.fail(text);
        if (tail.length > 0)
            runner.log.info('  last lines:');
        for (const line of tail)
            runner.log.info(`  | ${line}`);
        if (reason === 'bug')
            runner.log.info(bugs);
    }
    const stopped = report.results.filter(({ state }) => state === 'stopped').map(({ name }) => name);
    if (stopped.length > 0)
        runner.log.info(`  Stopped because of that: ${stopped.join(', ')}.`);
    const there = whatIsThere(report);
    runner.log.info(`  ${there[0]?.toUpperCase()}${there.slice(1)}.`);
}
/** What is asked for when something is thrown that was not meant to be. */
const bugs = 'This is a bug of commit-train; please report it: https://github.com/commit-train/commit-train/issues';
function durationsOf({ report, ms }) {
    const durations = {};
    for (const { name, ms: time } of report.results)
        durations[name] = Math.round(time);
    if (report.pushMs !== undefined)
        durations.push = Math.round(report.pushMs);
    return { ...durations, total: Math.round(ms) };
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
