export const id = 200;
export const ids = [200];
export const modules = {

/***/ 5200:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runDeployment: () => (/* binding */ runDeployment)
});

// EXTERNAL MODULE: ./lib/deployments/endings.js
var endings = __webpack_require__(1992);
// EXTERNAL MODULE: ./lib/domain/checks/judge.js + 3 modules
var judge = __webpack_require__(7230);
// EXTERNAL MODULE: ./lib/domain/history/first-parents.js
var first_parents = __webpack_require__(861);
// EXTERNAL MODULE: ./lib/domain/sha.js
var domain_sha = __webpack_require__(7698);
;// CONCATENATED MODULE: ./lib/domain/deployment/verdict.js


/** Weighs the facts. Each objection refuses; the first of them, in this order, gives the verdict its reason. */
function verdict_judge(facts) {
    const allowed = {
        kind: 'allow',
        reason: 'allowed',
        text: `${(0,domain_sha/* shortSha */.F)(facts.sha)} may be deployed`,
        findings: [],
    };
    return refusalBy(facts) ?? allowed;
}
/** The refusal that the facts at hand lead to, if they do. */
function refusalBy(facts) {
    const { sha, branch, trunk, checks } = facts;
    const objections = [
        ...(trunk === undefined ? [] : trunkObjections(sha, branch, trunk)),
        ...(checks === undefined ? [] : checkObjections(checks)),
        ...(facts.others ?? []).map(finding => ({ ...finding, findings: [finding] })),
    ];
    const [first] = objections;
    if (first === undefined)
        return undefined;
    return {
        kind: 'refuse',
        reason: first.reason,
        text: objections.map(one => one.text).join('; '),
        findings: objections.flatMap(one => one.findings),
    };
}
function trunkObjections(sha, branch, trunk) {
    if (trunk.kind === 'found')
        return [];
    const commit = (0,domain_sha/* shortSha */.F)(sha);
    const text = trunk.kind === 'not-on-trunk'
        ? `${commit} is not on the first-parent line of ${branch}: merge it and deploy the commit that the merge made`
        : `${commit} is not among the newest ${first_parents/* TRUNK_PAGES */.eN * first_parents/* COMMITS_A_PAGE */.tc} commits of ${branch}: deploy a newer one`;
    return [{ reason: trunk.kind, text, findings: [{ reason: trunk.kind, text }] }];
}
/** Checks that did not pass are told together, by name and result, so that a status of 140 characters says most. */
function checkObjections({ findings, failed, running }) {
    if (findings.length === 0)
        return [];
    const objections = [];
    const isOpen = (finding) => OPEN_REASONS.includes(finding.reason);
    const open = [...failed, ...running];
    if (open.length > 0) {
        const text = failed.length > 0
            ? `${count(open.length, 'check')} did not pass: ${listed(open)}`
            : `${count(open.length, 'check')} not ended yet: ${listed(open)}`;
        const reason = failed.length > 0 ? 'checks-not-passed' : 'checks-running';
        objections.push({ reason, text, findings: findings.filter(isOpen) });
    }
    for (const finding of findings.filter(one => !isOpen(one)))
        objections.push({ ...finding, findings: [finding] });
    return objections;
}
const OPEN_REASONS = ['check-failed', 'check-cancelled', 'check-running'];
function listed(checks) {
    return checks.map(check => `${check.name} (${check.result})`).join(', ');
}
function count(many, noun) {
    return `${many} ${noun}${many === 1 ? '' : 's'}`;
}

// EXTERNAL MODULE: ./lib/errors.js
var lib_errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/github/pages.js
var pages = __webpack_require__(9983);
;// CONCATENATED MODULE: ./lib/github/checks.js

/**
 * Reads everything GitHub knows about a commit's checks: check runs, commit statuses, and the workflow runs that tell
 * what started the check runs of Actions. All at once: one round trip in series, two when there are more than 100.
 */
async function readChecks(github, { sha, runId }) {
    const [checkRuns, statuses, workflowRuns, own] = await Promise.all([
        readCheckRuns(github, sha),
        readStatuses(github, sha),
        readWorkflowRuns(github, sha),
        runId === undefined ? [] : readWorkflowOf(github, runId),
    ]);
    return {
        sha,
        checkRuns: checkRuns.items,
        statuses: statuses.items,
        workflowRuns: workflowRuns.items,
        ownWorkflowIds: own,
        unreadable: [
            ...missing(checkRuns, 'check runs'),
            ...missing(statuses, 'commit statuses'),
            ...missing(workflowRuns, 'workflow runs'),
        ],
    };
}
function missing(read, what) {
    if (read.missing === 0)
        return [];
    const text = `GitHub counts ${read.missing} more ${what} for the commit than it lists: they cannot be judged`;
    return [{ reason: 'check-unreadable', text }];
}
async function readCheckRuns(github, sha) {
    const octokit = await github.octokit();
    return (0,pages/* readCountedPages */.z)(async (page) => {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
            ...github.repository,
            ref: sha,
            // GitHub's own `latest` goes by app and name: it hides a failed job behind another workflow's of the same name.
            filter: 'all',
            per_page: pages/* PAGE_SIZE */.m,
            page,
        });
        const items = data.check_runs.map(run => ({
            id: Number(run.id),
            name: run.name,
            app: run.app?.slug ?? '',
            suiteId: run.check_suite === null ? undefined : Number(run.check_suite.id),
            status: run.status,
            conclusion: run.conclusion ?? undefined,
            url: run.html_url ?? run.details_url ?? '',
        }));
        return { items, total: data.total_count };
    });
}
async function readStatuses(github, sha) {
    const octokit = await github.octokit();
    return (0,pages/* readCountedPages */.z)(async (page) => {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/status', {
            ...github.repository,
            ref: sha,
            per_page: pages/* PAGE_SIZE */.m,
            page,
        });
        const items = data.statuses.map(status => ({
            id: Number(status.id),
            context: status.context,
            state: status.state,
            url: status.target_url ?? '',
        }));
        return { items, total: data.total_count };
    });
}
async function readWorkflowRuns(github, sha) {
    const octokit = await github.octokit();
    return (0,pages/* readCountedPages */.z)(async (page) => {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs', {
            ...github.repository,
            head_sha: sha,
            exclude_pull_requests: true,
            per_page: pages/* PAGE_SIZE */.m,
            page,
        });
        const items = data.workflow_runs.map(run => ({
            id: Number(run.id),
            workflowId: Number(run.workflow_id),
            workflowName: run.name ?? run.path,
            event: run.event,
            suiteId: run.check_suite_id === undefined ? undefined : Number(run.check_suite_id),
            attempt: run.run_attempt ?? 1,
            status: run.status ?? '',
            conclusion: run.conclusion ?? undefined,
            url: run.html_url,
        }));
        return { items, total: data.total_count };
    });
}
async function readWorkflowOf(github, runId) {
    const octokit = await github.octokit();
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
        ...github.repository,
        run_id: runId,
        exclude_pull_requests: true,
    });
    return [Number(data.workflow_id)];
}

;// CONCATENATED MODULE: ./lib/github/trunk.js

/** Finds a commit on a branch's first-parent line; stops as soon as it is known. */
async function placeOnTrunk(github, { branch, sha }) {
    const walk = new first_parents/* TrunkWalk */.y4(sha);
    for (let page = 1; page <= first_parents/* TRUNK_PAGES */.eN; page++) {
        // From the second page on from the commit the first began with: a push meanwhile would move every page.
        const commits = await readPage(github, walk.head ?? branch, page);
        const place = walk.take(commits, commits.length < first_parents/* COMMITS_A_PAGE */.tc);
        if (place !== undefined)
            return place;
    }
    return walk.giveUp();
}
async function readPage(github, from, page) {
    const octokit = await github.octokit();
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits', {
        ...github.repository,
        sha: from,
        per_page: first_parents/* COMMITS_A_PAGE */.tc,
        page,
    });
    return data.map(({ sha, parents, commit, author }) => ({
        sha,
        parents: parents.map(parent => parent.sha),
        title: commit.message.split('\n', 1)[0] ?? '',
        author: author?.login ?? commit.author?.name ?? '',
    }));
}

;// CONCATENATED MODULE: ./lib/deployments/gate.js





/** Decides whether the commit may be deployed. Throws where something it needs could not be read and nothing else refuses. */
async function askGate(question) {
    const { github, sha, branch, runId, environment, log } = question;
    const [trunk, facts, image, tree] = await Promise.allSettled([
        placeOnTrunk(github, { branch, sha }),
        readChecks(github, { sha, runId }),
        question.lookUpImage(),
        question.checkWorkTree(),
    ]);
    const checks = facts.status === 'fulfilled' ? (0,judge/* judgeChecks */.L)(facts.value, environment.checks) : undefined;
    const place = readOf(trunk);
    if (place?.kind === 'found') {
        question.onLine(place.line);
        log.info(`✓ on ${branch}, ${ageOf(place.position)}`);
    }
    for (const { name, result } of checks?.passed ?? [])
        log.info(`✓ check ${name} (${result})`);
    if (image.status === 'fulfilled')
        log.info(`✓ image ${image.value.reference}`);
    const known = { sha, branch, others: [...(readOf(tree) ?? []), ...refusalsOf(image)] };
    const refusal = refusalBy({
        ...known,
        ...(place === undefined ? {} : { trunk: place }),
        ...(checks === undefined ? {} : { checks }),
    });
    if (refusal !== undefined)
        return { verdict: refusal, image: readOf(image) };
    // Nothing refuses, but whatever could not be read might have.
    for (const read of [trunk, facts, tree, image])
        if (read.status === 'rejected')
            throw read.reason;
    if (place === undefined || checks === undefined)
        throw new Error('the gate has neither facts nor a reason');
    return { verdict: verdict_judge({ ...known, trunk: place, checks }), image: readOf(image) };
}
function readOf(settled) {
    return settled.status === 'fulfilled' ? settled.value : undefined;
}
function ageOf(position) {
    if (position === 0)
        return 'its newest commit';
    return position === 1 ? '1 commit before its newest' : `${position} commits before its newest`;
}
/** A missing image refuses like a failed check; a registry that does not answer is an error, not a verdict. */
function refusalsOf(image) {
    if (image.status === 'fulfilled')
        return [];
    const thrown = image.reason;
    if (!(thrown instanceof lib_errors/* UserError */.y) || thrown.outcome !== 'refused')
        return [];
    return thrown.findings.length > 0 ? thrown.findings : [{ reason: thrown.reason, text: thrown.message }];
}

// EXTERNAL MODULE: ./lib/deployments/request.js + 4 modules
var request = __webpack_require__(996);
// EXTERNAL MODULE: ./lib/deployments/run-context.js
var run_context = __webpack_require__(4447);
// EXTERNAL MODULE: ./lib/deployments/run-state.js
var run_state = __webpack_require__(3357);
// EXTERNAL MODULE: ./lib/deployments/slack/open.js + 2 modules
var slack_open = __webpack_require__(1136);
// EXTERNAL MODULE: ./lib/deployments/status-writer.js
var status_writer = __webpack_require__(3294);
;// CONCATENATED MODULE: ./lib/deployments/statuses.js

/** At most six statuses a deployment: the first, four on the way, and the end. */
const mostOnTheWay = 5;
/** Steps that pass within this time are written as one: only the last of them. */
const togetherMs = 1000;
/**
 * The statuses of one deployment, in order, without ever holding up the work: `step` returns at once, what it says is
 * written beside the work. The first step is written immediately; the end waits for what is under way and is always
 * written, whatever happened to the ones before: what is still being tried then is given up.
 */
class Statuses {
    #writeStep;
    #writeEnd;
    #clock;
    #log;
    #over = new AbortController();
    #queue = Promise.resolve();
    #started = 0;
    #pending;
    constructor(writers, effects) {
        this.#writeStep = writers.step(this.#over.signal);
        this.#writeEnd = writers.end;
        this.#clock = effects.clock;
        this.#log = effects.log;
    }
    /** Counts statuses that an earlier step of this run has written. */
    alreadyWritten(count) {
        this.#started += count;
    }
    /** Says in which step the deployment is. */
    step(description) {
        const idle = this.#pending === undefined;
        this.#pending = { state: 'in_progress', description };
        if (!idle || this.#started >= mostOnTheWay)
            return;
        const first = this.#started === 0;
        this.#started += 1;
        this.#queue = this.#queue.then(() => this.#writePending(first ? 0 : togetherMs));
    }
    /** Writes the last status. Rejects when it could not be written: then nobody can see how the deployment ended. */
    async end(status) {
        this.#over.abort(new Error('the end has come'));
        this.#pending = undefined;
        await this.#queue;
        await this.#writeEnd(status);
    }
    async #writePending(waitMs) {
        try {
            if (waitMs > 0)
                await this.#clock.sleep(waitMs, this.#over.signal);
        }
        catch {
            return; // The end has come; it says more than the step would have.
        }
        const status = this.#pending;
        this.#pending = undefined;
        if (status === undefined)
            return;
        try {
            await this.#writeStep(status);
        }
        catch (thrown) {
            if (this.#over.signal.aborted)
                return;
            this.#log.warning(`The status "${status.description}" could not be written: ${(0,lib_errors/* messageOf */.b)(thrown)}`);
        }
    }
}

// EXTERNAL MODULE: ./lib/domain/deployment/ending.js
var ending = __webpack_require__(9707);
// EXTERNAL MODULE: ./lib/domain/deployment/status-text.js + 1 modules
var status_text = __webpack_require__(7551);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/files/private-folder.js


/** Runs `work` with a folder that only this user can enter, and removes it afterwards with all that is in it. */
async function withPrivateFolder(temp, work) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temp, 'deploy-')); // mkdtemp makes it 0700
    try {
        return await work(folder);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}

// EXTERNAL MODULE: ./lib/kubernetes/api/objects.js
var api_objects = __webpack_require__(9271);
;// CONCATENATED MODULE: ./lib/kubernetes/api/concurrently.js
/** Requests in flight at once: more gains nothing, and a shared API server should not feel a deployment. */
const AT_ONCE = 20;
/**
 * Does `work` for every item, at most 20 at once; results in the order of the items. After a failure nothing more is
 * begun; when all that was begun has ended, it rejects with the first failure, so that nothing goes on behind the
 * caller's back.
 */
async function concurrently(items, work) {
    const results = [];
    const failures = [];
    const pending = items.entries();
    const worker = async () => {
        while (failures.length === 0) {
            const next = pending.next();
            if (next.done)
                return;
            const [index, item] = next.value;
            try {
                results[index] = await work(item);
            }
            catch (thrown) {
                failures.push(thrown);
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
    if (failures.length > 0)
        throw failures[0];
    return results;
}

;// CONCATENATED MODULE: ./lib/kubernetes/api/text.js

/** What the API says, on one line of at most `limit` characters. Secrets have to be hidden before: a cut leaves halves. */
function apiText(text, limit = 400) {
    const line = (0,status_text/* oneLine */.TN)(text);
    return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

;// CONCATENATED MODULE: ./lib/kubernetes/api/error.js


/** The API server's (or, with reason `Transport`, the proxy's) answer when it is not what was asked for. */
class KubernetesError extends Error {
    name = 'KubernetesError';
    /** HTTP status; 0 when no answer came. */
    code;
    /** The Status object's reason: `NotFound`, `Forbidden`, `Conflict`, `Invalid`; `Transport` below HTTP. */
    reason;
    /** Kind (plural) and name that the answer is about, where it says so. */
    details;
    /** The time limit was over before the answer was whole. */
    slow;
    constructor(code, reason, message, about = {}) {
        super(message, about.cause === undefined ? undefined : { cause: about.cause });
        this.code = code;
        this.reason = reason;
        this.slow = about.slow ?? false;
        const mapping = (0,api_objects/* isMapping */.pi)(about.details) ? about.details : {};
        this.details = {
            kind: textOf(mapping.kind),
            name: textOf(mapping.name),
            causes: (0,api_objects/* mappingsIn */.PT)(mapping.causes).map(found => ({
                reason: textOf(found.reason),
                field: textOf(found.field),
                message: textOf(found.message),
            })),
        };
    }
}
/**
 * Turns an answer that is no success into an error. kubectl proxy answers in plain text when it could not ask.
 * `redact` hides secrets, whole as they still are here: the server quotes what it does not like.
 */
function errorFrom(code, body, redact = (text) => text) {
    const status = parseStatus(body);
    if (status !== undefined) {
        const details = (0,api_objects/* mappingAt */.oh)(status, 'details') ?? {};
        const causes = (0,api_objects/* mappingsIn */.PT)(details.causes).map(found => ({ ...found, message: redact(textOf(found.message)) }));
        return new KubernetesError(code, textOf(status.reason), redact(textOf(status.message)), {
            details: { ...details, causes },
        });
    }
    const text = apiText(redact(body), 500);
    const transport = code === 500 || code === 502 || code === 503 || code === 504;
    return new KubernetesError(code, transport ? 'Transport' : '', text === '' ? `HTTP ${code}` : text);
}
function parseStatus(body) {
    try {
        const value = JSON.parse(body);
        return (0,api_objects/* isMapping */.pi)(value) && value.kind === 'Status' ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function textOf(value) {
    return typeof value === 'string' ? value : '';
}

;// CONCATENATED MODULE: ./lib/kubernetes/manifests/manifest.js
/** Where the manifest was written: `templates/web.yaml:12`. */
function placeOf(manifest) {
    return `${manifest.file}:${manifest.line}`;
}

;// CONCATENATED MODULE: ./lib/kubernetes/manifests/secret-values.js

/** Whether the object's text must never be shown. */
function isSecret(object) {
    return object.kind === 'Secret' && object.apiVersion === 'v1';
}
/** The texts in the set's Secrets, decoded; whoever logs must mask them before the next child process starts. */
function secretValues(set) {
    return [...new Set(set.manifests.flatMap(manifest => valuesIn(manifest.object)))];
}
function valuesIn(object) {
    if (!isSecret(object))
        return [];
    const texts = (field) => Object.values((0,api_objects/* mappingAt */.oh)(object, field) ?? {}).filter(value => typeof value === 'string');
    const decoded = texts('data').map(value => Buffer.from(value, 'base64').toString('utf8'));
    return [...texts('stringData'), ...decoded].filter(value => value !== '');
}

;// CONCATENATED MODULE: ./lib/kubernetes/apply/api-findings.js




const LONGEST_TEXT = 500;
/** Turns the API server's answer about an object into findings that say what to change. */
function findingsFrom(error, manifest) {
    const where = placeOf(manifest);
    const name = (0,api_objects/* nameOf */.Vb)(manifest.object);
    const found = (reason, text) => ({ reason, where, text: `${name}: ${text}` });
    // The server quotes the values it does not like. Of a Secret only the place may be shown.
    const secret = isSecret(manifest.object);
    const message = secret
        ? `refused by the cluster (${error.reason === '' ? error.code : error.reason}); the text is not shown because it could quote the Secret`
        : apiText(error.message, LONGEST_TEXT);
    const { causes } = error.details;
    if (error.code === 409 && causes.length > 0) {
        return causes.map(cause => {
            const owner = /conflict with (.+?)(?: with subresource| using|$)/.exec(cause.message)?.[1] ?? 'another manager';
            const advice = 'take the field out of the template, or have that owner give it up';
            return found('conflict', `${cause.field} is owned by ${owner}; ${advice}`);
        });
    }
    if (error.code === 404 && error.details.kind === 'namespaces') {
        const namespace = error.details.name;
        return [
            {
                reason: 'namespace-missing',
                where,
                text: `namespace ${namespace} does not exist; create it, or have it in the templates`,
            },
        ];
    }
    if (error.code === 403)
        return [forbidden(error, found, message)];
    const typed = typeProblem(error.message);
    if (typed !== undefined) {
        if (typed.unknown)
            return [found('unknown-field', `${typed.field} is not a field of this kind; check its spelling and place`)];
        return [
            found('invalid', `${typed.field}: ${secret && typed.problem !== NOT_BASE64 ? 'is not what the kind allows there' : apiText(typed.problem, LONGEST_TEXT)}`),
        ];
    }
    if (error.code === 422 && causes.length > 0) {
        return causes.map(cause => {
            const problem = secret ? cause.reason : apiText(cause.message, LONGEST_TEXT);
            return found('invalid', cause.field === '' ? problem : `${cause.field}: ${problem}`);
        });
    }
    if (error.code === 422 || error.code === 400 || (error.code === 500 && error.reason === ''))
        return [found('invalid', message)];
    return [found('rejected', message === '' ? `HTTP ${error.code}` : message)];
}
/** Either the credentials may not, which a Role mends, or an admission rule says no, which only the manifest mends. */
function forbidden(error, found, message) {
    const rbac = /cannot (\w+) resource "([^"]+)"(?: in API group "([^"]*)")?(?: in the namespace "([^"]+)")?/.exec(error.message);
    if (rbac === null)
        return found('rejected', message);
    const [, , resource, group, namespace] = rbac;
    const scope = namespace === undefined ? 'its ClusterRole' : `its Role in namespace ${namespace}`;
    const kind = group ? `${resource}.${group}` : resource;
    return found('forbidden', `the credentials may not ${rbac[1]} ${kind}; ${scope} needs get, list, watch, create and patch on ${kind}`);
}
const NOT_BASE64 = 'a value is not base64';
/** What the server says when an object does not fit its schema; it has no causes then, and no reason, only text. */
function typeProblem(message) {
    const [, field, problem] = /failed to create typed patch object \(.*?\): \.?([^:]+): (.+)$/s.exec(message) ?? [];
    if (field !== undefined && problem !== undefined) {
        return { field, problem, unknown: problem.includes('not declared in schema') };
    }
    const strict = /unknown field "([^"]+)"/.exec(message)?.[1];
    if (strict !== undefined)
        return { field: strict, problem: '', unknown: true };
    // The one text of this kind without a field; it is about the values of a Secret.
    return /illegal base64/.test(message) ? { field: 'data', problem: NOT_BASE64, unknown: false } : undefined;
}

;// CONCATENATED MODULE: ./lib/kubernetes/apply/crds.js


/** A definition is served within a second; a cluster that takes longer than this is in trouble. */
const LONGEST_MS = 30_000;
const BETWEEN_LOOKS_MS = 100;
/** Waits until custom resources of the definitions can be made. */
async function untilEstablished(cluster, definitions, signal) {
    const end = cluster.clock.now() + LONGEST_MS;
    for (const { path, manifest } of definitions) {
        while (!isEstablished((await cluster.client.get(path, { signal })).body)) {
            if (cluster.clock.now() >= end) {
                const message = `${(0,api_objects/* nameOf */.Vb)(manifest.object)} was applied, but the cluster does not serve it after ${LONGEST_MS / 1000} s; see its conditions`;
                throw new lib_errors/* UserError */.y('definition-not-established', message, { outcome: 'failed' });
            }
            await cluster.clock.sleep(BETWEEN_LOOKS_MS, signal);
        }
    }
}
function isEstablished(definition) {
    const conditions = (0,api_objects/* mappingsIn */.PT)((0,api_objects/* mappingAt */.oh)(definition, 'status')?.conditions);
    return conditions.some(condition => condition.type === 'Established' && condition.status === 'True');
}

;// CONCATENATED MODULE: ./lib/kubernetes/apply/server-side-apply.js
/** The name under which our fields are owned in the cluster. */
const FIELD_MANAGER = 'commit-train';
/**
 * Applies an object at its path. Fields that others own are never taken (`force` is off), and fields that the API does
 * not know are refused instead of dropped.
 */
function serverSideApply(client, path, object, options) {
    const query = {
        fieldManager: FIELD_MANAGER,
        fieldValidation: 'Strict',
        force: 'false',
        ...(options.dryRun ? { dryRun: 'All' } : {}),
    };
    return client.apply(path, object, { query, signal: options.signal });
}

;// CONCATENATED MODULE: ./lib/kubernetes/apply/stages.js

/** The order of writes: each stage is there before the next begins. */
const STAGES = ['namespaces', 'definitions', 'configuration', 'workloads'];
/** Whether the object defines a custom resource. */
function isDefinition(object) {
    return object.kind === 'CustomResourceDefinition' && (0,api_objects/* groupOf */.F8)(object.apiVersion) === 'apiextensions.k8s.io';
}
/** Whether the object is a namespace. */
function isNamespace(object) {
    return object.kind === 'Namespace' && object.apiVersion === 'v1';
}
/** Whether the object is a Deployment, whose rollout is followed. */
function isDeployment(object) {
    return object.kind === 'Deployment' && (0,api_objects/* groupOf */.F8)(object.apiVersion) === 'apps';
}
/** The stage an object is applied in: what pods need to start is there before them. */
function stageOf(object) {
    if (isNamespace(object))
        return 'namespaces';
    if (isDefinition(object))
        return 'definitions';
    return isDeployment(object) ? 'workloads' : 'configuration';
}

;// CONCATENATED MODULE: ./lib/kubernetes/apply/apply.js









/**
 * Applies the planned set, stage by stage, everything within a stage at the same time. Throws a `UserError`
 * (failed, `apply-failed`) with a finding for each object that was not taken; later stages are then left out.
 * However it ends, nothing is sent any more when it has ended.
 */
async function applyPlan(cluster, plan, options = {}) {
    const applied = new Map();
    for (const stage of STAGES) {
        const findings = [];
        const objects = plan.objects.filter(planned => planned.stage === stage);
        await concurrently(objects, async (planned) => {
            options.signal?.throwIfAborted();
            try {
                const object = await applyOne(cluster, planned, options.signal);
                applied.set(planned, object);
                options.onApplied?.(object);
            }
            catch (thrown) {
                options.signal?.throwIfAborted();
                findings.push(...problemsOf(thrown, planned.manifest));
            }
        });
        if (findings.length > 0)
            throw failure(findings, applied.size, plan.objects.length);
        if (stage === 'definitions' && objects.length > 0)
            await untilEstablished(cluster, objects, options.signal);
    }
    return plan.objects.flatMap(planned => applied.get(planned) ?? []);
}
async function applyOne(cluster, planned, signal) {
    const { manifest, path } = planned;
    const { code, body, at } = await serverSideApply(cluster.client, path, manifest.object, { dryRun: false, signal });
    const object = body;
    const { uid = '', generation = 0, resourceVersion = '', namespace } = object.metadata;
    const same = planned.resourceVersion !== undefined && planned.resourceVersion === resourceVersion;
    return {
        manifest,
        action: code === 201 ? 'created' : same ? 'unchanged' : 'changed',
        kind: object.kind,
        name: object.metadata.name,
        ...(namespace === undefined ? {} : { namespace }),
        uid,
        generation,
        resourceVersion,
        object,
        at,
    };
}
function problemsOf(thrown, manifest) {
    if (!(thrown instanceof KubernetesError))
        throw thrown;
    if (thrown.reason !== 'Transport')
        return findingsFrom(thrown, manifest);
    const text = `${(0,api_objects/* nameOf */.Vb)(manifest.object)}: no answer from the cluster (${(0,lib_errors/* messageOf */.b)(thrown)}); whether it was taken is not known`;
    return [{ reason: 'cluster-unreachable', where: placeOf(manifest), text }];
}
function failure(findings, done, all) {
    const text = findings[0]?.text ?? '';
    const message = `The apply broke off after ${done} of ${all} objects: ${text}`;
    return new lib_errors/* UserError */.y('apply-failed', message, { outcome: 'failed', findings });
}

;// CONCATENATED MODULE: ./lib/kubernetes/api/discovery.js



/** Asks for each group version of the set once, all at the same time. */
async function discover(client, objects, signal) {
    const versions = [...new Set(objects.map(object => object.apiVersion))];
    const served = await Promise.all(versions.map(version => kindsOf(client, version, signal)));
    const known = new Map([...definedBy(objects), ...served.flat()]);
    return { resourceOf: object => known.get(keyOf(object.apiVersion, object.kind)) };
}
/** The path of the API that serves a group version: `/apis/apps/v1`; the core group is apart. */
function apiPath(apiVersion) {
    return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
/** The path of an object. */
function pathOf(object, resource, defaultNamespace) {
    const namespace = encodeURIComponent(object.metadata.namespace ?? defaultNamespace);
    const scope = resource.namespaced ? `/namespaces/${namespace}` : '';
    return `${apiPath(object.apiVersion)}${scope}/${resource.plural}/${encodeURIComponent(object.metadata.name)}`;
}
function keyOf(apiVersion, kind) {
    return `${apiVersion} ${kind}`;
}
async function kindsOf(client, version, signal) {
    try {
        const { body } = await client.get(apiPath(version), { signal });
        return (0,api_objects/* mappingsIn */.PT)((0,api_objects/* mappingAt */.oh)(body)?.resources)
            .filter(found => !String(found.name).includes('/'))
            .map(found => [
            keyOf(version, String(found.kind)),
            { plural: String(found.name), namespaced: found.namespaced === true, served: true },
        ]);
    }
    catch (thrown) {
        if (thrown instanceof KubernetesError && thrown.code === 404)
            return [];
        throw thrown;
    }
}
/** The kinds that the set's own definitions will bring. */
function definedBy(objects) {
    return objects.filter(isDefinition).flatMap(definition => {
        const spec = (0,api_objects/* mappingAt */.oh)(definition, 'spec') ?? {};
        const names = (0,api_objects/* mappingAt */.oh)(spec, 'names') ?? {};
        const resource = { plural: String(names.plural), namespaced: spec.scope === 'Namespaced', served: false };
        return (0,api_objects/* mappingsIn */.PT)(spec.versions).map((version) => [
            keyOf(`${spec.group}/${version.name}`, String(names.kind)),
            resource,
        ]);
    });
}

;// CONCATENATED MODULE: ./lib/kubernetes/connection/problem.js


/** What kubectl says when it could not ask the server, by what has to be changed. First match wins. */
const TRANSPORT = [
    {
        pattern: /getting credentials|exec plugin|executable .* (not found|failed)/i,
        reason: 'credentials-plugin',
        advice: "the kubeconfig's credential plugin did not work: install it and log in to the cloud before this step",
    },
    {
        pattern: /x509|tls:|certificate|HTTP response to HTTPS client/i,
        reason: 'cluster-certificate',
        advice: "check the kubeconfig's server address and certificate authority",
    },
];
/** The one line for a cluster that cannot be used at all; undefined if the error is about something else. */
function connectionProblem(error, server) {
    if (!(error instanceof KubernetesError))
        return undefined;
    const seen = `Cluster ${server}`;
    if (error.code === 401) {
        const advice = 'the credentials in the kubeconfig are wrong or expired; log in again or renew them';
        return new lib_errors/* UserError */.y('unauthorized', `${seen} does not know us (401): ${advice}`, { cause: error });
    }
    if (error.reason !== 'Transport')
        return undefined;
    const known = TRANSPORT.find(row => row.pattern.test(error.message));
    const reason = known?.reason ?? 'cluster-unreachable';
    const advice = known?.advice ?? 'check the server address in the kubeconfig and the network between it and this runner';
    return new lib_errors/* UserError */.y(reason, `${seen} cannot be reached (${essence(error.message)}): ${advice}`, { cause: error });
}
/** kubectl explains a missing plugin to a person at a terminal; its first sentence is enough here. */
function essence(message) {
    return message.replace(/ It looks like you are trying .*$/s, '').slice(0, 300);
}

;// CONCATENATED MODULE: ./lib/kubernetes/manifests/image-names.js
/**
 * A digest names content. A tag can be moved, but whoever gave it a name meant a version. No tag, or `latest`,
 * means whatever was pushed last: two pods of one rollout may then run different code.
 */
function pinningOf(image) {
    if (/@sha256:[0-9a-f]{64}$/.test(image))
        return 'digest';
    const name = image.slice(image.lastIndexOf('/') + 1);
    const colon = name.indexOf(':');
    if (colon < 0 || image.includes('@'))
        return 'floating';
    return name.slice(colon + 1) === 'latest' || colon === name.length - 1 ? 'floating' : 'tag';
}
/**
 * The repository of an image reference, spelt out: `Hello:1` and `index.docker.io/library/hello@sha256:…` are both
 * `docker.io/library/hello`. In lower case: registries know no capitals.
 */
function repositoryOf(image) {
    const [untagged = ''] = image.trim().toLowerCase().split('@');
    const name = untagged.replace(/:[^/]*$/, '');
    const [first = '', ...rest] = name.split('/');
    // The first part is a registry if it has a dot or a port, or is localhost; else it belongs to Docker Hub.
    const registry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : '';
    if (registry !== '' && !/^(index\.|registry-1\.)?docker\.io$/.test(registry))
        return name;
    const path = registry === '' ? name : rest.join('/');
    return `docker.io/${path.includes('/') ? path : `library/${path}`}`;
}

;// CONCATENATED MODULE: ./lib/kubernetes/manifests/pod-templates.js


/** Where each built-in kind keeps its pod template. */
const PATHS = {
    'apps/Deployment': ['spec', 'template'],
    'apps/StatefulSet': ['spec', 'template'],
    'apps/DaemonSet': ['spec', 'template'],
    'apps/ReplicaSet': ['spec', 'template'],
    'batch/Job': ['spec', 'template'],
    'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};
/** The path of the object's pod template, or undefined if its kind has none. */
function templatePath(object) {
    return PATHS[`${(0,api_objects/* groupOf */.F8)(object.apiVersion)}/${object.kind}`];
}
/** All containers of the object's pod templates, init containers first, as they start. */
function templateContainers(object) {
    return podSpecs(object)
        .flatMap(spec => [...(0,api_objects/* mappingsIn */.PT)(spec.initContainers), ...(0,api_objects/* mappingsIn */.PT)(spec.containers)])
        .map(container => ({
        name: typeof container.name === 'string' ? container.name : '',
        image: typeof container.image === 'string' ? container.image : undefined,
    }));
}
/** What pods would be made of, wherever the object keeps it. */
function podSpecs(object) {
    const path = templatePath(object);
    if (path !== undefined)
        return [(0,api_objects/* mappingAt */.oh)(object, ...path, 'spec') ?? {}];
    // A definition describes fields; it fills none.
    return isDefinition(object) ? [] : podSpecsIn(object, []);
}
/** Kinds that nobody told us about keep their pod templates anywhere, and some have several. */
function podSpecsIn(value, path) {
    if (Array.isArray(value))
        return value.flatMap(item => podSpecsIn(item, path));
    if (!(0,api_objects/* isMapping */.pi)(value))
        return [];
    const inTemplate = path.at(-1) === 'spec' && /template$/i.test(path.at(-2) ?? '');
    const containers = (0,api_objects/* mappingsIn */.PT)(value.containers);
    const runs = containers.some(({ image }) => inTemplate || typeof image === 'string');
    const own = runs ? [value] : [];
    return [...own, ...Object.entries(value).flatMap(([field, inner]) => podSpecsIn(inner, [...path, field]))];
}
/** A copy of the object with `change` made at `path`; a missing mapping on the way is made. */
function withFieldChanged(object, path, change) {
    const at = (value, rest) => {
        const [field, ...further] = rest;
        if (field === undefined)
            return change(value);
        const mapping = (0,api_objects/* isMapping */.pi)(value) ? value : {};
        return { ...mapping, [field]: at(mapping[field], further) };
    };
    return at(object, path);
}

;// CONCATENATED MODULE: ./lib/kubernetes/manifests/image-checks.js




/**
 * Holds the images of all containers against the one that is to be deployed (`repository@sha256:…`, as the gate found
 * it): what is in its repository must be exactly it, or another commit's code would run under this commit's name.
 * Without `image` only how firmly images are named is looked at.
 */
function checkImages(manifests, image) {
    const findings = [];
    const warnings = [];
    const repository = image === undefined ? undefined : repositoryOf(image);
    let used = false;
    for (const manifest of manifests) {
        const where = placeOf(manifest);
        for (const container of templateContainers(manifest.object)) {
            if (container.image === undefined)
                continue;
            const subject = `${(0,api_objects/* nameOf */.Vb)(manifest.object)}: container ${container.name} has the image ${container.image}`;
            if (container.image === image) {
                used = true;
            }
            else if (repositoryOf(container.image) === repository) {
                const text = `${subject}, which is not what is deployed; it must be {{ .deploy.image }}, which is ${image}`;
                findings.push({ reason: 'wrong-image', where, text });
                used = true;
            }
            else if (pinningOf(container.image) === 'floating') {
                const text = `${subject}, which changes under your feet; use .deploy.image or a digest`;
                findings.push({ reason: 'image-not-pinned', where, text });
            }
            else if (pinningOf(container.image) === 'tag') {
                const text = `${subject}, a tag that could be moved; prefer a digest`;
                warnings.push({ reason: 'image-not-by-digest', where, text });
            }
        }
    }
    if (image !== undefined && !used) {
        const text = `No container has the image ${image}: the release changes what is around the program, not the program; if that is not meant, use {{ .deploy.image }}`;
        warnings.push({ reason: 'image-not-used', text });
    }
    return { findings, warnings };
}

;// CONCATENATED MODULE: ./lib/kubernetes/manifests/checks.js




/**
 * Kinds that run something whose rollout is not followed: to apply them and say success would be a guess.
 * A CronJob is none of them: nothing runs when it is applied.
 */
const NOT_FOLLOWED = new Set([
    'apps/StatefulSet',
    'apps/DaemonSet',
    'apps/ReplicaSet',
    'batch/Job',
    '/Pod',
    '/ReplicationController',
]);
/** What must not be in a set, and what is worth a word, over all objects of it. `image`: what is to be deployed. */
function checkSet(manifests, image) {
    const images = checkImages(manifests, image);
    return {
        findings: [...duplicates(manifests), ...manifests.flatMap(checkKind), ...images.findings],
        warnings: [...images.warnings, ...manifests.filter(isCustom).map(notFollowed)],
    };
}
function duplicates(manifests) {
    const first = new Map();
    const findings = [];
    for (const manifest of manifests) {
        const { apiVersion, kind, metadata } = manifest.object;
        const key = JSON.stringify([(0,api_objects/* groupOf */.F8)(apiVersion), kind, metadata.namespace ?? '', metadata.name]);
        const before = first.get(key);
        if (before === undefined)
            first.set(key, manifest);
        else
            findings.push(duplicateOf(manifest, before));
    }
    return findings;
}
/** The finding about an object that an earlier manifest holds already. */
function duplicateOf(manifest, before) {
    const text = `${(0,api_objects/* nameOf */.Vb)(manifest.object)} is there twice, also at ${placeOf(before)}: the second would win`;
    return { reason: 'duplicate-object', where: placeOf(manifest), text };
}
function checkKind(manifest) {
    const { apiVersion, kind } = manifest.object;
    const runs = NOT_FOLLOWED.has(`${(0,api_objects/* groupOf */.F8)(apiVersion)}/${kind}`) || (isCustom(manifest) && podSpecs(manifest.object).length > 0);
    if (!runs)
        return [];
    const text = `${(0,api_objects/* nameOf */.Vb)(manifest.object)}: the rollout of a ${kind} is not followed yet, so nobody would know whether it works; use a Deployment`;
    return [{ reason: 'not-followed-yet', where: placeOf(manifest), text }];
}
/** Custom resources live in groups with a domain of their own. */
function isCustom(manifest) {
    const group = (0,api_objects/* groupOf */.F8)(manifest.object.apiVersion);
    return group.includes('.') && !group.endsWith('.k8s.io');
}
function notFollowed(manifest) {
    const text = `${(0,api_objects/* nameOf */.Vb)(manifest.object)} is applied, but what its operator makes of it is not followed`;
    return { reason: 'not-followed', where: placeOf(manifest), text };
}

;// CONCATENATED MODULE: ./lib/kubernetes/apply/preflight.js











/**
 * Asks the cluster, by a dry run of everything at once, whether the set would be taken. Writes nothing.
 * Throws one `UserError` (refused, `preflight`) with every finding.
 */
async function preflight(cluster, set, options = {}) {
    try {
        return await checkAll(cluster, set, options.signal);
    }
    catch (thrown) {
        throw connectionProblem(thrown, cluster.server) ?? thrown;
    }
}
async function checkAll(cluster, set, signal) {
    const discovery = await discover(cluster.client, set.manifests.map(manifest => manifest.object), signal);
    const own = new Set(set.manifests.filter(({ object }) => isNamespace(object)).map(({ object }) => object.metadata.name));
    const warnings = [];
    const findings = [];
    const placed = set.manifests.flatMap(manifest => place(cluster, discovery, manifest, findings) ?? []);
    findings.push(...preflight_duplicates(placed.map(({ planned }) => planned)));
    const about = { own, findings, warnings, signal };
    const objects = await concurrently(placed, one => tryOut(cluster, one, about));
    const order = new Map(set.manifests.map((manifest, index) => [placeOf(manifest), index]));
    const position = ({ where = '' }) => order.get(where) ?? 0;
    const unique = withoutRepeats(findings.sort((a, b) => position(a) - position(b)));
    const [first] = unique;
    if (first !== undefined) {
        const more = unique.length > 1 ? ` (and ${unique.length - 1} more)` : '';
        const message = `The cluster would not take the release: ${first.where}: ${first.text}${more}`;
        throw new lib_errors/* UserError */.y('preflight', message, { outcome: 'refused', findings: unique });
    }
    return { objects, warnings };
}
function place(cluster, discovery, manifest, findings) {
    const { object } = manifest;
    const resource = discovery.resourceOf(object);
    if (resource === undefined) {
        const text = `${(0,api_objects/* nameOf */.Vb)(object)}: the cluster has no ${object.kind} in ${object.apiVersion}; check the apiVersion, or install its definition`;
        findings.push({ reason: 'unknown-kind', where: placeOf(manifest), text });
        return undefined;
    }
    const namespace = resource.namespaced ? (object.metadata.namespace ?? cluster.namespace) : undefined;
    const planned = {
        manifest,
        path: pathOf(object, resource, cluster.namespace),
        ...(namespace === undefined ? {} : { namespace }),
        stage: stageOf(object),
        action: 'unknown',
    };
    return { planned, resource };
}
/** Only the cluster's default namespace shows that two are one: with and without it, they have the same path. */
function preflight_duplicates(planned) {
    const first = new Map();
    return planned.flatMap(({ path, manifest }) => {
        const before = first.get(path);
        if (before === undefined)
            first.set(path, manifest);
        return before === undefined ? [] : [duplicateOf(manifest, before)];
    });
}
async function tryOut(cluster, { planned, resource }, about) {
    if (!resource.served)
        return planned;
    const { manifest } = planned;
    try {
        const { code, body } = await serverSideApply(cluster.client, planned.path, manifest.object, {
            dryRun: true,
            signal: about.signal,
        });
        const version = (0,api_objects/* mappingAt */.oh)(body, 'metadata')?.resourceVersion;
        if (code === 201 || typeof version !== 'string')
            return { ...planned, action: 'create' };
        return { ...planned, action: 'update', resourceVersion: version };
    }
    catch (thrown) {
        if (!(thrown instanceof KubernetesError) || thrown.reason === 'Transport' || thrown.code === 401)
            throw thrown;
        const missing = thrown.code === 404 && thrown.details.kind === 'namespaces';
        if (missing && about.own.has(thrown.details.name))
            return planned;
        if (/does not support dry run/.test(thrown.message)) {
            const text = `${(0,api_objects/* nameOf */.Vb)(manifest.object)} could not be tried out: an admission webhook of the cluster has no dry run`;
            about.warnings.push({ reason: 'not-tried', where: placeOf(manifest), text });
            return planned;
        }
        about.findings.push(...findingsFrom(thrown, manifest));
        return planned;
    }
}
/** A missing namespace is one finding, not one for each object in it. */
function withoutRepeats(findings) {
    const seen = new Set();
    return findings.filter(({ reason, where, text }) => {
        const key = reason === 'namespace-missing' ? text : `${reason} ${where} ${text}`;
        return !seen.has(key) && seen.add(key);
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/kubernetes/manifests/labels.js



const MANAGED_BY = 'app.kubernetes.io/managed-by';
const SERVICE = 'commit-train.dev/service';
const ENVIRONMENT = 'commit-train.dev/environment';
/**
 * A text as a label value (at most 63 letters, digits, `-`, `_`, `.`, with a letter or digit at both ends).
 * What has to be changed gets a short hash of the original, so that two names never become one.
 */
function labelValue(text) {
    if (/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(text))
        return text;
    const hash = (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 8);
    const readable = text.replace(/[^A-Za-z0-9_.-]+/g, '-').slice(0, 54);
    const trimmed = readable.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
    return trimmed === '' ? hash : `${trimmed}-${hash}`;
}
/** The label selector of everything that belongs to a service in an environment. */
function selectorOf(key) {
    return `${SERVICE}=${labelValue(key.service)},${ENVIRONMENT}=${labelValue(key.environment)}`;
}
/**
 * The standard labels on every object and pod template, never on selectors (those are immutable) and never with a
 * value that changes by commit (a pod would restart for nothing).
 */
function labelled(set, key) {
    const own = { [SERVICE]: labelValue(key.service), [ENVIRONMENT]: labelValue(key.environment) };
    return {
        ...set,
        manifests: set.manifests.map(manifest => ({ ...manifest, object: withLabels(manifest.object, own) })),
    };
}
function withLabels(object, own) {
    const marked = withFieldChanged(object, ['metadata', 'labels'], labels => ({
        ...((0,api_objects/* isMapping */.pi)(labels) ? labels : {}),
        [MANAGED_BY]: 'commit-train',
        ...own,
    }));
    const path = templatePath(object);
    if (path === undefined || (0,api_objects/* mappingAt */.oh)(object, ...path) === undefined)
        return marked;
    return withFieldChanged(marked, [...path, 'metadata', 'labels'], labels => ({
        // A selector may name the managed-by label that the template has, so that one stays.
        [MANAGED_BY]: 'commit-train',
        ...((0,api_objects/* isMapping */.pi)(labels) ? labels : {}),
        ...own,
    }));
}

;// CONCATENATED MODULE: ./lib/kubernetes/api/changes.js
/** Something changed: a bell that many ring and one waits for. */
class Changes {
    #rung = false;
    #wake;
    ring() {
        this.#rung = true;
        this.#wake?.();
    }
    /** Resolves at the next ring (at once if it rang since the last wait), after `ms`, or rejects on the signal. */
    async next(clock, ms, signal) {
        signal?.throwIfAborted();
        if (!this.#rung) {
            const nap = new AbortController();
            const either = signal === undefined ? nap.signal : AbortSignal.any([signal, nap.signal]);
            const rung = new Promise(resolve => {
                this.#wake = resolve;
            });
            try {
                await Promise.race([rung, clock.sleep(ms, either)]);
            }
            catch (thrown) {
                signal?.throwIfAborted();
                throw thrown;
            }
            finally {
                this.#wake = undefined;
                // The other side of the race must not keep a timer, and its rejection is nobody's business.
                nap.abort();
            }
        }
        this.#rung = false;
    }
}

;// CONCATENATED MODULE: ./lib/kubernetes/diagnosis/pull-problem.js

/**
 * What runtimes and registries say when an image does not come. First match wins: passing trouble is looked for
 * first, because its texts often contain the words of the permanent kind as well.
 */
const ROWS = [
    {
        pattern: /toomanyrequests|too many requests|rate limit|\b429\b/i,
        code: 'image-rate-limited',
        fatality: 'waiting',
        advice: 'the registry limits pulls; log in to it, or use a mirror',
    },
    {
        pattern: /timeout|timed out|deadline exceeded|connection (refused|reset)|no such host|unexpected EOF|\b50[0234]\b|server misbehaving|network is unreachable|no route to host/i,
        code: 'registry-unreachable',
        fatality: 'waiting',
        advice: 'the node cannot reach the registry; check the name, the network and the registry itself',
    },
    {
        pattern: /x509|tls:|HTTP response to HTTPS client/i,
        code: 'registry-certificate',
        fatality: 'waiting',
        advice: 'the node does not trust the registry; check its certificate authority there',
    },
    {
        pattern: /unauthorized|authentication required|authorization failed|access denied|denied:|forbidden|no basic auth|insufficient_scope|\b40[13]\b/i,
        code: 'image-unauthorized',
        fatality: 'fatal',
        advice: 'the cluster may not pull it; check imagePullSecrets and what they may read',
    },
    {
        pattern: /no match for platform|no matching manifest/i,
        code: 'image-platform',
        fatality: 'fatal',
        advice: "the image is not built for the node's processor; build it for that platform",
    },
    {
        pattern: /not found|manifest unknown|name unknown|NotFound|does not exist/i,
        code: 'image-not-found',
        fatality: 'fatal',
        advice: 'the registry has no such image; check repository, tag or digest',
    },
];
/** Reads the text of a failed pull. A text that says nothing known may be about anything, so it may heal. */
function pullProblem(text, since) {
    const row = ROWS.find(({ pattern }) => pattern.test(text));
    return {
        code: row?.code ?? 'image-pull-failed',
        fatality: row?.fatality ?? 'waiting',
        advice: row?.advice ?? 'the image could not be pulled; see the text',
        text: apiText(pull_problem_essence(text)),
        since,
    };
}
/** `Back-off pulling image …` alone says nothing about why; newer kubelets append the reason. */
function saysWhy(text) {
    return !/^Back-off pulling image "[^"]*"$/.test(text.trim());
}
/** What kubelet and runtime wrap around the registry's own words; each names the image once more. */
const WRAPPING = [
    /^Back-off pulling image "[^"]*": (ErrImagePull: )?/,
    /^Failed to pull image "[^"]*": /,
    /^rpc error: code = \w+ desc = /,
    /^failed to pull and unpack image "[^"]*": /,
    /^failed to resolve reference "[^"]*": /,
];
function pull_problem_essence(text) {
    return WRAPPING.reduce((rest, wrapping) => rest.replace(wrapping, ''), text.trim());
}

;// CONCATENATED MODULE: ./lib/kubernetes/diagnosis/pod-history.js

/** Remembers from every look at the pods. Pods that are there at the first look bring restarts of their own. */
class PodMemory {
    #restarts = new Map();
    #pulls = new Map();
    /** Call once with the pods that are there before anything is applied. */
    begin(pods) {
        for (const [key, status] of statuses(pods))
            this.#restarts.set(key, status.restartCount ?? 0);
    }
    /** Call with the pods after each change. */
    look(pods) {
        for (const [key, { state }] of statuses(pods)) {
            const { reason = '', message = '' } = state?.waiting ?? {};
            if (/^(ErrImagePull|ImagePullBackOff)$/.test(reason) && message !== '' && saysWhy(message))
                this.#pulls.set(key, message);
        }
    }
    restartsBefore(pod, container) {
        return this.#restarts.get(pod_history_keyOf(pod, container)) ?? 0;
    }
    pullError(pod, container) {
        return this.#pulls.get(pod_history_keyOf(pod, container));
    }
}
function* statuses(pods) {
    for (const pod of pods) {
        const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
        for (const status of [...initContainerStatuses, ...containerStatuses])
            yield [pod_history_keyOf(pod, status.name), status];
    }
}
function pod_history_keyOf(pod, container) {
    return `${pod.metadata.uid} ${container}`;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./lib/kubernetes/kinds/target.js


function targetOf(applied) {
    return {
        namespace: applied.namespace ?? '',
        name: applied.name,
        uid: applied.uid,
        generation: applied.generation,
        template: (0,api_objects/* mappingAt */.oh)(applied.object, 'spec', 'template'),
        unchanged: applied.action === 'unchanged',
        at: applied.at,
    };
}
const REVISION = 'deployment.kubernetes.io/revision';
/** The ReplicaSet of the Deployment's present template; only to be trusted once the generation is observed. */
function newReplicaSet(deployment, all) {
    const revision = deployment.metadata.annotations?.[REVISION];
    for (const replicaSet of all) {
        const ours = replicaSet.metadata.ownerReferences?.some(owner => owner.uid === deployment.metadata.uid);
        if (ours && revision !== undefined && replicaSet.metadata.annotations?.[REVISION] === revision)
            return replicaSet;
    }
    return undefined;
}
/** Whether the live Deployment is still the one that was applied. A mere change of scale leaves it ours. */
function takenOver(target, deployment) {
    const { uid, generation = 0 } = deployment.metadata;
    if (uid !== target.uid)
        return true;
    return generation > target.generation && !(0,external_node_util_.isDeepStrictEqual)(deployment.spec.template, target.template);
}

;// CONCATENATED MODULE: ./lib/kubernetes/diagnosis/cause.js
const ORDER = ['fatal', 'grace', 'waiting'];
/** Worst first; among equals the order in which the rules found them. Each (code, container) once, with its first pod. */
function ranked(causes) {
    const seen = new Set();
    const once = causes.filter(({ code, object, namespace, container }) => {
        const key = JSON.stringify([code, object, namespace, container]);
        return !seen.has(key) && seen.add(key);
    });
    return once.sort((a, b) => ORDER.indexOf(a.fatality) - ORDER.indexOf(b.fatality));
}

;// CONCATENATED MODULE: ./lib/kubernetes/diagnosis/container-log.js
const LINES = 25;
const LONGEST_LINE = 500;
const LIMIT_BYTES = 65_536;
const PATIENCE_MS = 2_000;
/** Causes of containers that ran, and so may have written something. */
const RAN = new Set(['crash', 'out-of-memory', 'not-ready']);
/**
 * The failing container's last lines; undefined if there are none, or if they cannot be had within 2 s. Both the
 * present and the previous run are read: which of them has the crash's lines depends on the moment, and the kubelet
 * may have removed either.
 */
async function readLog({ client, clock, redact }, cause, pods, signal) {
    const { pod, container, namespace } = cause;
    if (pod === undefined || container === undefined || !RAN.has(cause.code))
        return undefined;
    const nap = new AbortController();
    const late = new AbortController();
    const either = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
    void clock.sleep(PATIENCE_MS, nap.signal).then(() => late.abort(), () => undefined);
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
    const read = async (previous) => {
        const query = { container, tailLines: String(LINES), limitBytes: String(LIMIT_BYTES), previous: String(previous) };
        try {
            return linesOf(redact(whole(await client.text(path, { query, signal: either }))));
        }
        catch {
            // A kubelet that has removed the container is an everyday answer here, and logs are never worth an error.
            return [];
        }
    };
    const [current, before] = await Promise.all([read(false), read(true)]);
    nap.abort();
    signal?.throwIfAborted();
    const previous = before.length > 0 && (current.length === 0 || isRunning(pods, pod, container)) && cause.code !== 'not-ready';
    const lines = previous ? before : current;
    return lines.length === 0 ? undefined : { pod, container, lines, previous };
}
/** Without a last line that the limit has cut: half a secret is not known as one. */
function whole(text) {
    return Buffer.byteLength(text) < LIMIT_BYTES ? text : text.slice(0, text.lastIndexOf('\n') + 1);
}
// But for tabs. A line of a program must not become two in our log, nor move the cursor in it.
const CONTROL = /(?:(?!\t)[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF])+/gu;
function linesOf(text) {
    return text
        .split(/\r?\n/)
        .map(line => line.toWellFormed().replace(CONTROL, ' ').trimEnd())
        .filter(line => line !== '' && !line.startsWith('unable to retrieve container logs'))
        .map(line => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1)}…` : line))
        .slice(-LINES);
}
/** The present run of a container that runs again has not got to its crash. */
function isRunning(pods, name, container) {
    const { initContainerStatuses = [], containerStatuses = [] } = pods.find(pod => pod.metadata.name === name)?.status ?? {};
    const status = [...initContainerStatuses, ...containerStatuses].find(found => found.name === container);
    return status?.state?.running !== undefined;
}

;// CONCATENATED MODULE: ./lib/kubernetes/rollout/progress-log.js
/** Writes one line for each change, and none while nothing changes. */
class ProgressLog {
    #logger;
    #last = new Map();
    #told = new Set();
    constructor(logger) {
        this.#logger = logger;
    }
    tell(report, causes, observed) {
        const key = `${report.namespace}/${report.object}`;
        const line = `${report.object}: ${report.text}${report.state === 'complete' ? ', complete' : ''}`;
        // Before the cluster has seen the apply there is nothing to tell but that it has not.
        if (observed && this.#last.get(key) !== line)
            this.#logger.info(line);
        if (observed)
            this.#last.set(key, line);
        for (const cause of causes.filter(isWorthTelling)) {
            const known = JSON.stringify([key, cause.code, cause.container, cause.fatality]);
            if (!this.#told.has(known))
                this.#logger.info(describeCause(cause));
            this.#told.add(known);
        }
    }
}
/** The cause in one line: `Deployment/web: pod web-5d8-x7k2p, container app: image-not-found: …`. */
function describeCause(cause) {
    const pod = cause.pod === undefined ? '' : `pod ${cause.pod}`;
    const container = cause.container === undefined ? '' : `container ${cause.container}`;
    const where = [pod, container].filter(text => text !== '').join(', ');
    return `${cause.object}: ${where === '' ? '' : `${where}: `}${cause.code}: ${cause.text}`;
}
/** Every pod starts by not being ready; it is news once a probe has failed. */
function isWorthTelling(cause) {
    return cause.code !== 'not-ready' || cause.since !== undefined;
}

;// CONCATENATED MODULE: ./lib/kubernetes/rollout/stream-health.js
/** A stream that goes on tells at once what happened while it did not; at once is well within this. */
const CATCH_UP_MS = 1_000;
/**
 * Since when everything that happens has been seen. What was complete when the streams broke need not be now, so a
 * stability window counts only from when they were last opened again.
 */
class Sight {
    #logger;
    #interruptions = 0;
    #since;
    #blindSince;
    #open = false;
    #caughtUpAt = 0;
    constructor(logger) {
        this.#logger = logger;
    }
    /** Takes a look at time `now` (milliseconds). */
    look(streams, now) {
        const blind = streams.some(stream => stream.blind);
        const open = streams.every(stream => stream.open);
        const interruptions = streams.reduce((sum, stream) => sum + stream.interruptions, 0);
        if (blind) {
            if (this.#blindSince === undefined && interruptions > 0) {
                this.#logger.info('The cluster does not tell what happens any more; asking again');
            }
            this.#blindSince ??= now;
            this.#since = undefined;
        }
        else {
            this.#blindSince = undefined;
            // A break that healed before anybody looked is a break all the same.
            if (this.#since === undefined || interruptions !== this.#interruptions)
                this.#since = now;
            else if (open && !this.#open)
                this.#caughtUpAt = now + CATCH_UP_MS;
        }
        this.#interruptions = interruptions;
        this.#open = open;
    }
    /** Whether what is known is how things are at this moment. */
    isCurrent(now) {
        return this.#open && now >= this.#caughtUpAt;
    }
    /** When what is known will be current, if nothing breaks. */
    get caughtUpAt() {
        return this.#caughtUpAt;
    }
    /** Since when nothing could have been missed; never, while something could be. */
    get since() {
        return this.#since ?? Number.POSITIVE_INFINITY;
    }
    /** Since when the cluster has not been seen; undefined while it is. */
    get blindSince() {
        return this.#blindSince;
    }
}

;// CONCATENATED MODULE: ./lib/kubernetes/rollout/follow.js




/** Looks at every workload after each change until all are complete and stay so, one fails, or the time is over. */
async function follow(followed, options) {
    const { cluster, streams, memory, changes, workloads } = followed;
    const { clock } = cluster;
    const log = new ProgressLog(cluster.logger);
    const end = clock.now() + options.timeoutMs;
    const sight = new Sight(cluster.logger);
    for (;;) {
        options.signal?.throwIfAborted();
        const now = clock.now();
        sight.look([...streams.values()], now);
        for (const stream of streams.values())
            memory.look(stream.pods.all());
        for (const workload of workloads) {
            const facts = streams.get(workload.target.namespace)?.factsOf(workload.target);
            if (facts !== undefined)
                workload.look(facts, memory, now);
            log.tell(workload.report(now), workload.causes, workload.observed);
        }
        const times = { now, end, stableForMs: options.stableForMs };
        const outcome = outcomeOf(workloads, sight, times);
        if (outcome !== undefined)
            return conclude(followed, outcome, { now, blindSince: sight.blindSince }, options);
        await changes.next(clock, nextLook(workloads, sight, times), options.signal);
    }
}
function outcomeOf(workloads, sight, { now, end, stableForMs }) {
    if (workloads.some(workload => workload.takenOver))
        return 'taken-over';
    if (workloads.some(workload => workload.causes[0]?.fatality === 'fatal'))
        return 'failed';
    const isStable = (since) => since !== undefined && now - Math.max(since, sight.since) >= stableForMs;
    if (sight.isCurrent(now) && workloads.every(({ completeSince }) => isStable(completeSince)))
        return 'complete';
    // What is complete may use its window to the end: the budget is for getting there.
    if (now >= end && workloads.some(({ completeSince }) => completeSince === undefined))
        return 'timeout';
    // But not for ever: restarts that heal at once begin the window anew each time.
    return now >= end + stableForMs ? 'timeout' : undefined;
}
/** Milliseconds until time alone could change the outcome. */
function nextLook(workloads, sight, { now, end, stableForMs }) {
    const times = [now < end ? end : end + stableForMs, sight.caughtUpAt];
    for (const { completeSince, graceEndsAt } of workloads) {
        if (completeSince !== undefined)
            times.push(Math.max(completeSince, sight.since) + stableForMs);
        if (graceEndsAt !== undefined)
            times.push(graceEndsAt);
    }
    return Math.max(1, Math.min(...times.filter(time => time > now)) - now);
}
async function conclude({ cluster, streams, workloads }, outcome, { now, blindSince }, options) {
    const reports = workloads.map(workload => workload.report(now));
    const known = ranked(workloads.flatMap(workload => workload.causes));
    // What else is known is as old as the silence.
    const isSilent = outcome === 'timeout' && blindSince !== undefined;
    const causes = isSilent ? [silence(reports, (now - blindSince) / 1000), ...known] : known;
    if (outcome === 'complete' || outcome === 'taken-over')
        return { outcome, workloads: reports, causes };
    const cause = causes[0] ?? nothingKnown(reports);
    options.onCause?.(cause);
    const pods = streams.get(cause.namespace)?.pods.all() ?? [];
    const logs = await readLog(cluster, cause, pods, options.signal);
    return { outcome, workloads: reports, cause, causes, ...(logs === undefined ? {} : { logs }) };
}
/** The time is over, and nobody knows how it stands. */
function silence(reports, seconds) {
    const [first] = reports;
    return {
        code: 'cluster-silent',
        object: first?.object ?? '',
        namespace: first?.namespace ?? '',
        text: `the cluster has not told what happens for ${Math.round(seconds)} s`,
        advice: 'check that the API server is up and can be reached; then deploy again, or look at the workload itself',
        fatality: 'waiting',
    };
}
/** The time is over, and the cluster has not said why. */
function nothingKnown(reports) {
    const slow = reports.find(({ state }) => state !== 'complete') ?? reports[0];
    return {
        code: 'not-complete',
        object: slow?.object ?? '',
        namespace: slow?.namespace ?? '',
        text: slow?.text ?? '',
        advice: 'the time budget is over and the cluster gives no reason; raise timeout if it only needs longer',
        fatality: 'waiting',
    };
}

;// CONCATENATED MODULE: ./lib/kubernetes/api/workload-shapes.js
/** When the event last happened, as the API says. */
function timeOf(event) {
    return event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
}

;// CONCATENATED MODULE: ./lib/kubernetes/kinds/deployment.js

/**
 * Judges the facts: complete means that the controller has seen the generation, every pod that is wanted is of the
 * new template and available, and no old pod is left. The wanted number is read anew each time, for an autoscaler may
 * change it.
 */
function judgeRollout(target, facts) {
    const { deployment } = facts;
    if (facts.gone)
        return { ...unseen('deleted by somebody else'), state: 'taken-over' };
    if (deployment === undefined)
        return unseen('not seen yet');
    if (takenOver(target, deployment))
        return { ...unseen('changed by somebody else'), state: 'taken-over' };
    const { generation = 0 } = deployment.metadata;
    const observedGeneration = deployment.status?.observedGeneration ?? 0;
    const observed = generation >= target.generation && observedGeneration >= generation;
    if (!observed)
        return unseen('waiting for the controller to see it');
    const desired = deployment.spec.replicas ?? 1;
    const { replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0 } = deployment.status ?? {};
    const old = replicas - updated;
    const complete = updated === desired && replicas === desired && available === desired;
    const numbers = { desired, updated, available, restarts: restartsOf(facts.pods), observed };
    const leaving = old > 0 ? `, ${old} old ${old === 1 ? 'pod' : 'pods'} left` : '';
    const pods = desired === 0 ? 'scaled to 0' : `${updated}/${desired} updated, ${available} available`;
    const text = `${pods}${leaving}`;
    return { state: complete ? 'complete' : 'progressing', text, ...numbers };
}
/** A Deployment that is paused does nothing: to wait for it would be to wait for a person. */
function isPaused(deployment) {
    return deployment?.spec.paused === true;
}
function unseen(text) {
    return { state: 'progressing', text, desired: 0, updated: 0, available: 0, restarts: 0, observed: false };
}
function restartsOf(pods) {
    const statuses = pods.flatMap(({ status }) => [
        ...(status?.initContainerStatuses ?? []),
        ...(status?.containerStatuses ?? []),
    ]);
    return statuses.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
}

;// CONCATENATED MODULE: ./lib/kubernetes/diagnosis/crash.js

/** Strict: a program that lost a race with what it depends on may try once more; a second crash is a verdict. */
const FATAL_CRASHES = 2;
/**
 * Counts the crashes of a container since the rollout began and names how it ended.
 *
 * A container of a Deployment is to run for ever, so it crashed whenever it ended, also with code 0; an init
 * container only when its code is not 0. Restart count and terminated state are there ten seconds and more before
 * the word CrashLoopBackOff, so that word is not waited for.
 */
function crash(status, restartsBefore, init) {
    const { state = {}, lastState = {}, restartCount = 0 } = status;
    const looping = state.waiting?.reason === 'CrashLoopBackOff';
    const now = state.terminated !== undefined && isCrash(state.terminated, init) ? 1 : 0;
    // An init container that ended well is not restarted by its own fault, so its restarts are those of failures too.
    const crashes = restartCount - restartsBefore + now;
    if (crashes <= 0 && !looping)
        return undefined;
    if (init && state.terminated !== undefined && now === 0)
        return undefined;
    const ended = now === 1 ? state.terminated : lastState.terminated;
    const fatal = looping || crashes >= FATAL_CRASHES;
    const times = Math.max(crashes, looping ? FATAL_CRASHES : 0);
    return {
        ...described(ended, times),
        fatality: fatal ? 'fatal' : 'waiting',
        since: ended?.finishedAt,
    };
}
function isCrash(ended, init) {
    return !init || ended.exitCode !== 0;
}
function described(ended, times) {
    const often = times > 1 ? `, ${times} crashes so far` : '';
    if (ended === undefined)
        return { code: 'crash', text: `crashed${often}`, advice: READ_LOGS };
    if (ended.reason === 'OOMKilled') {
        const advice = 'it used more memory than its limit; raise resources.limits.memory, or use less';
        return { code: 'out-of-memory', text: `was killed for its memory (OOMKilled)${often}`, advice };
    }
    const by = signalOf(ended);
    const how = by === undefined ? `exited with code ${ended.exitCode}` : `was ended by ${by} (code ${ended.exitCode})`;
    const said = ended.message === undefined ? '' : `: ${apiText(ended.message)}`;
    return { code: 'crash', text: `${how}${often}${said}`, advice: READ_LOGS };
}
const READ_LOGS = 'read its last log lines';
const SIGNALS = {
    4: 'SIGILL',
    6: 'SIGABRT',
    7: 'SIGBUS',
    8: 'SIGFPE',
    9: 'SIGKILL',
    11: 'SIGSEGV',
    15: 'SIGTERM',
};
/** Runtimes report a signal as 128 plus its number. */
function signalOf({ signal, exitCode }) {
    const number = signal ?? (exitCode > 128 ? exitCode - 128 : undefined);
    return number === undefined ? undefined : SIGNALS[number];
}

;// CONCATENATED MODULE: ./lib/kubernetes/diagnosis/start-problem.js

const BAD_COMMAND = /no such file or directory|executable file not found|permission denied|exec format error|no command specified|is a directory|not a directory/i;
/** A container that could not be started: reasons StartError, RunContainerError, ContainerCannotRun, CreateContainerError. */
function startProblem(reason, message, since) {
    const text = apiText(start_problem_essence(message) === '' ? reason : start_problem_essence(message));
    if (BAD_COMMAND.test(message)) {
        const advice = 'check command and args of the container, and that the image has that file, executable, for this platform';
        return { code: 'bad-command', fatality: 'fatal', text, advice, since };
    }
    // The same reasons come from nodes in trouble, and those heal elsewhere.
    return {
        code: 'start-failed',
        fatality: 'waiting',
        text,
        advice: 'the node could not start the container; see the text',
        since,
    };
}
/** A container whose configuration is not there: reason CreateContainerConfigError. */
function configProblem(message) {
    const text = apiText(message);
    if (/failed to sync .* cache/i.test(message)) {
        return { code: 'node-cache', fatality: 'waiting', text, advice: 'the node is still fetching; it usually passes' };
    }
    if (/runAsNonRoot|non-root|run as root/i.test(message)) {
        const advice = 'the image runs as root or names its user by name; set runAsUser to a number other than 0, or USER in the Dockerfile';
        return { code: 'runs-as-root', fatality: 'fatal', text, advice };
    }
    if (/not found|couldn't find key|non-existent/i.test(message)) {
        return { code: 'config-missing', fatality: 'fatal', text, advice: MISSING };
    }
    return {
        code: 'config-failed',
        fatality: 'waiting',
        text,
        advice: 'the container cannot be configured; see the text',
    };
}
/** A volume that cannot be mounted: event FailedMount. */
function mountProblem(message, since) {
    const text = apiText(message);
    const about = /(configmap|secret)/i.test(message);
    if (about && /not found|non-existent (config|secret) key/i.test(message) && !/failed to sync/i.test(message)) {
        return { code: 'config-missing', fatality: 'fatal', text, advice: MISSING, since };
    }
    return {
        code: 'mount-failed',
        fatality: 'waiting',
        text,
        advice: 'the volume cannot be mounted; see the text',
        since,
    };
}
const MISSING = 'the pod names a ConfigMap, Secret or key that is not there; add it to the templates, or correct the name';
/** The runtimes' own layers say nothing to the author of a container. */
function start_problem_essence(message) {
    const start = message.search(/exec: "|exec [^:]+: /);
    return (start < 0 ? message : message.slice(start)).replace(/: unknown$/, '').trim();
}

;// CONCATENATED MODULE: ./lib/kubernetes/diagnosis/container-symptoms.js





const START_FAILED = /^(StartError|ContainerCannotRun|RunContainerError|CreateContainerError)$/;
/** Everything that can be told about one container, the most telling first. */
function containerSymptoms(view) {
    const { status } = view;
    const { reason = '', message = '' } = status.state?.waiting ?? {};
    const found = [
        pull(view, reason, message),
        reason === 'InvalidImageName' ? invalidName(message) : undefined,
        reason === 'ErrImageNeverPull' ? neverPulled(message) : undefined,
        reason === 'CreateContainerConfigError' ? configProblem(message) : undefined,
        start(status, reason, message) ?? crash(status, view.restartsBefore, view.init),
        probe(view),
    ];
    return found.filter(symptom => symptom !== undefined);
}
/** The event comes about a second before the status says so; the status later says only that it backs off. */
function pull(view, reason, message) {
    const pulling = reason === 'ErrImagePull' || reason === 'ImagePullBackOff';
    const started = view.status.state?.running !== undefined || view.status.state?.terminated !== undefined;
    if (started)
        return undefined;
    const event = view.events.findLast(({ reason, message = '' }) => reason === 'Failed' && message.startsWith('Failed to pull image'));
    const pulledSince = view.events.some(({ reason }) => reason === 'Pulled');
    if (event !== undefined && !pulledSince)
        return pullProblem(event.message ?? '', timeOf(event));
    if (!pulling)
        return undefined;
    const known = saysWhy(message) && message !== '' ? message : view.pullError;
    return pullProblem(known ?? message);
}
function invalidName(message) {
    const advice = 'correct the image reference; repository names are lower case';
    return { code: 'image-name-invalid', fatality: 'fatal', text: apiText(message), advice };
}
function neverPulled(message) {
    const advice = 'imagePullPolicy is Never and the node does not have the image; use IfNotPresent';
    return { code: 'image-not-found', fatality: 'fatal', text: apiText(message), advice };
}
/** After the first try the status says CrashLoopBackOff, and only the last state still tells why it never ran. */
function start(status, reason, message) {
    for (const ended of [status.state?.terminated, status.lastState?.terminated]) {
        if (ended !== undefined && START_FAILED.test(ended.reason ?? '')) {
            return startProblem(ended.reason ?? '', ended.message ?? '', ended.finishedAt);
        }
    }
    return START_FAILED.test(reason) ? startProblem(reason, message) : undefined;
}
/** A container that runs but is not ready, with what its probe said. */
function probe({ status, events }) {
    if (status.state?.running === undefined || status.ready === true)
        return undefined;
    const event = events.findLast(({ reason }) => reason === 'Unhealthy');
    const text = event === undefined ? 'runs, but is not ready' : apiText(event.message ?? '');
    const advice = 'check the probe (path, port, delay) and what the program waits for';
    return {
        code: 'not-ready',
        fatality: 'waiting',
        text,
        advice,
        since: event === undefined ? undefined : timeOf(event),
    };
}

;// CONCATENATED MODULE: ./lib/kubernetes/diagnosis/diagnose.js






/**
 * Why the rollout is not complete: everything the facts tell, worst first. Call it only while it is not; before the
 * cluster has seen what was applied, nothing is said, for it would be about something else.
 */
function diagnose(target, state, facts, history) {
    const about = { object: `Deployment/${target.name}`, namespace: target.namespace };
    const own = (symptom) => causeOf(about, symptom);
    const conditions = facts.deployment?.status?.conditions ?? [];
    const refused = conditions
        .filter(condition => isRefusal(condition) && isNew(condition, target))
        .map(refusal)
        .map(own);
    if (!state.observed)
        return ranked(refused);
    const causes = [
        ...facts.pods.flatMap(pod => podCauses(about, pod, facts.events, history)),
        ...(facts.replicaSet?.status?.conditions ?? []).filter(isRefusal).map(refusal).map(own),
        ...refused,
        ...(isPaused(facts.deployment) ? [own(PAUSED)] : []),
    ];
    const over = conditions.find(condition => isOverDeadline(condition) && isNew(condition, target));
    return ranked(over === undefined ? causes : endedBy(own(overDeadline(over)), causes));
}
/** The deadline ends the rollout, but what held it up says more than the deadline does. */
function endedBy(deadline, causes) {
    if (causes.length === 0)
        return [deadline];
    return causes.map(cause => (cause.fatality === 'fatal' ? cause : { ...cause, fatality: 'fatal' }));
}
function causeOf(about, symptom) {
    const { since, ...rest } = symptom;
    return { ...about, ...rest, ...(since === undefined ? {} : { since }) };
}
function podCauses(about, pod, events, history) {
    // A pod on its way out says nothing about the new template; an evicted one is replaced elsewhere.
    if (pod.metadata.deletionTimestamp !== undefined || pod.status?.phase === 'Failed')
        return [];
    const ofPod = events.filter(event => event.involvedObject.uid === pod.metadata.uid);
    const here = { ...about, pod: pod.metadata.name };
    const views = viewsOf(pod, ofPod, history);
    return [
        ...views.flatMap(view => containerSymptoms(view).map(symptom => causeOf({ ...here, container: view.status.name }, symptom))),
        ...podSymptoms(pod, ofPod).map(symptom => causeOf(here, symptom)),
    ];
}
function viewsOf(pod, events, history) {
    const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
    const view = (init) => (status) => ({
        status,
        init,
        events: events.filter(event => event.involvedObject.fieldPath?.endsWith(`{${status.name}}`)),
        restartsBefore: history.restartsBefore(pod, status.name),
        pullError: history.pullError(pod, status.name),
    });
    return [...initContainerStatuses.map(view(true)), ...containerStatuses.map(view(false))];
}
function podSymptoms(pod, events) {
    const found = [];
    const scheduled = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
    if (scheduled?.status === 'False') {
        const advice = 'no node can take the pod now; check its requests, selectors and taints, or let nodes be added';
        const text = apiText(scheduled.message ?? '');
        found.push({ code: 'unschedulable', fatality: 'waiting', text, advice, since: scheduled.lastTransitionTime });
    }
    const mount = events.findLast(({ reason }) => reason === 'FailedMount');
    const started = pod.status?.containerStatuses?.some(({ state }) => state?.waiting?.reason !== 'ContainerCreating');
    if (mount !== undefined && !started)
        found.push(mountProblem(mount.message ?? '', timeOf(mount)));
    return found;
}
const PAUSED = {
    code: 'paused',
    fatality: 'fatal',
    text: 'the Deployment is paused, so nothing is rolled out',
    advice: 'take spec.paused out of the template, or resume it',
};
function isRefusal({ type, status, reason }) {
    return type === 'ReplicaFailure' && status === 'True' && reason === 'FailedCreate';
}
/** Why pods are not even made: the ReplicaSet's controller was refused. */
function refusal({ message = '', lastTransitionTime }) {
    const text = apiText(message);
    const since = lastTransitionTime;
    if (/exceeded quota/i.test(message)) {
        const advice = 'the namespace is at its quota; free some of it, raise it, or ask for less';
        return { code: 'quota', fatality: 'waiting', text, advice, since };
    }
    if (/error looking up service account/i.test(message)) {
        // In a namespace that was just made its default account takes a moment to appear.
        const advice = 'the service account is not there; add it to the templates, or correct its name';
        return { code: 'service-account-missing', fatality: 'grace', text, advice, since };
    }
    if (/violates PodSecurity/i.test(message)) {
        const advice = "the namespace's pod security level does not allow this pod; tighten its securityContext";
        return { code: 'pod-security', fatality: 'fatal', text, advice, since };
    }
    if (/is forbidden|is invalid/i.test(message)) {
        return {
            code: 'pod-refused',
            fatality: 'fatal',
            text,
            advice: 'the cluster does not accept this pod; see the text',
            since,
        };
    }
    return {
        code: 'pod-not-created',
        fatality: 'waiting',
        text,
        advice: 'the pod could not be made; see the text',
        since,
    };
}
function isOverDeadline({ type, status, reason }) {
    return type === 'Progressing' && status === 'False' && reason === 'ProgressDeadlineExceeded';
}
function overDeadline({ message = '', lastUpdateTime }) {
    const advice = 'see the other causes; if it only needs longer, raise progressDeadlineSeconds';
    return { code: 'progress-deadline', fatality: 'fatal', text: apiText(message), advice, since: lastUpdateTime };
}
/** Conditions outlive the rollout they are about, so only those written since the apply count. */
function isNew({ lastUpdateTime, lastTransitionTime }, target) {
    const written = Date.parse(lastUpdateTime ?? lastTransitionTime ?? '');
    return target.unchanged || written >= target.at;
}

;// CONCATENATED MODULE: ./lib/kubernetes/rollout/followed-workload.js


/** How long a cause that often heals right after the apply may stay. */
const GRACE_MS = 10_000;
/** One Deployment, followed: what it was at the last look, and since when. */
class FollowedWorkload {
    target;
    #startedAt;
    #graceSince = new Map();
    #state;
    #causes = [];
    #completeSince;
    constructor(target, startedAt) {
        this.target = target;
        this.#startedAt = startedAt;
    }
    /** Takes a look at time `now` (milliseconds). */
    look(facts, history, now) {
        const state = judgeRollout(this.target, facts);
        // A restart that heals at once leaves the status complete, but nothing about it is stable.
        const steady = state.state === 'complete' && state.restarts === this.#state?.restarts;
        if (state.state !== 'complete')
            this.#completeSince = undefined;
        else if (!steady || this.#completeSince === undefined)
            this.#completeSince = now;
        this.#state = state;
        const causes = state.state === 'progressing' ? diagnose(this.target, state, facts, history) : [];
        this.#causes = causes.map(cause => this.#withGrace(cause, now));
        for (const code of this.#graceSince.keys()) {
            if (!causes.some(cause => cause.code === code))
                this.#graceSince.delete(code);
        }
    }
    /** Since when it has been complete without a restart or loss; undefined while it is not. */
    get completeSince() {
        return this.#completeSince;
    }
    /** Whether what is known is about what was applied. */
    get observed() {
        return this.#state?.observed === true || this.takenOver;
    }
    get takenOver() {
        return this.#state?.state === 'taken-over';
    }
    /** Worst first. */
    get causes() {
        return this.#causes;
    }
    /** When a cause's grace ends, if one is running. */
    get graceEndsAt() {
        const since = [...this.#graceSince.values()];
        return since.length === 0 ? undefined : Math.min(...since) + GRACE_MS;
    }
    report(now) {
        const { state = 'progressing', text = '', desired = 0, updated = 0, available = 0 } = this.#state ?? {};
        const failing = state === 'progressing' && this.#causes[0]?.fatality === 'fatal';
        return {
            object: `Deployment/${this.target.name}`,
            namespace: this.target.namespace,
            name: this.target.name,
            state: failing ? 'failing' : state,
            text,
            seconds: ((this.#completeSince ?? now) - this.#startedAt) / 1000,
            desired,
            updated,
            available,
        };
    }
    #withGrace(cause, now) {
        if (cause.fatality !== 'grace')
            return cause;
        const since = this.#graceSince.get(cause.code) ?? now;
        this.#graceSince.set(cause.code, since);
        return now - since >= GRACE_MS ? { ...cause, fatality: 'fatal' } : cause;
    }
}

;// CONCATENATED MODULE: ./lib/kubernetes/api/message-redaction.js

/**
 * A copy of a received object with secrets hidden in every text that the cluster wrote for people: the `message` of an
 * event, and every `message` in the status. What was applied (the `spec`) stays as it is, for it is compared.
 */
function withMessagesRedacted(object, redact) {
    if (!(0,api_objects/* isMapping */.pi)(object))
        return object;
    const { message, status } = object;
    return {
        ...object,
        ...(typeof message === 'string' ? { message: redact(message) } : {}),
        ...(status === undefined ? {} : { status: redacted(status, redact) }),
    };
}
function redacted(value, redact) {
    if (Array.isArray(value))
        return value.map(item => redacted(item, redact));
    if (!(0,api_objects/* isMapping */.pi)(value))
        return value;
    const fields = Object.entries(value).map(([field, inner]) => [
        field,
        field === 'message' && typeof inner === 'string' ? redact(inner) : redacted(inner, redact),
    ]);
    return Object.fromEntries(fields);
}

;// CONCATENATED MODULE: ./lib/kubernetes/api/object-cache.js
/** The objects of one kind in one namespace as a watch last told them, by name. */
class Collection {
    #items = new Map();
    #gone = new Set();
    #wanted;
    #onChange;
    #onInterruption;
    #received;
    #state = 'blind';
    #interruptions = 0;
    constructor(options) {
        this.#onChange = options.onChange;
        this.#onInterruption = options.onInterruption;
        this.#wanted = options.wanted ?? (() => true);
        this.#received = options.received ?? (item => item);
    }
    /** Whether every change is told at this moment. */
    get open() {
        return this.#state === 'open';
    }
    /** Whether the objects may be others by now without our knowing: the stream broke and is not open again. */
    get blind() {
        return this.#state === 'blind';
    }
    /** How many times the stream broke. */
    get interruptions() {
        return this.#interruptions;
    }
    get(name) {
        return this.#items.get(name);
    }
    /** Whether an object of that name was there once and is not any more. */
    wasThere(name) {
        return this.#gone.has(name) && !this.#items.has(name);
    }
    all() {
        return [...this.#items.values()];
    }
    replaced(objects) {
        const before = this.#items;
        this.#items = new Map(objects.filter(this.#wanted).map(item => [item.metadata.name, this.#received(item)]));
        for (const name of before.keys())
            if (!this.#items.has(name))
                this.#gone.add(name);
        this.#onChange();
    }
    changed(type, object) {
        const item = object;
        const { name } = item.metadata;
        if (type === 'DELETED') {
            if (this.#items.delete(name))
                this.#gone.add(name);
        }
        else if (this.#wanted(item))
            this.#items.set(name, this.#received(item));
        this.#onChange();
    }
    opened() {
        this.#state = 'open';
        this.#onChange();
    }
    ended() {
        this.#state = 'between';
        this.#onChange();
    }
    interrupted(why) {
        this.#state = 'blind';
        this.#interruptions++;
        this.#onInterruption(why);
        this.#onChange();
    }
}

;// CONCATENATED MODULE: ./lib/kubernetes/api/watch.js



/** How long the server lets a stream live: one that is older has lost its server, whatever the network says. */
const STREAM_SECONDS = 30;
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
/**
 * Opens a list and watch: resolves when the list was delivered and rejects if that fails. From then on it follows
 * until the signal: through streams that the server ends (from the version last seen), and through disconnects and
 * versions that are gone (from a new list). What it cannot reach it tries again, at most every 2 s; the caller's time
 * budget ends that.
 */
async function openWatch(options) {
    const version = await list(options);
    // Nobody awaits the rest; every way it can end is handled inside.
    void followFrom(version, options);
}
async function followFrom(start, options) {
    const { signal, receiver, clock } = options;
    let version = start;
    let pause = SHORTEST_PAUSE_MS;
    while (!signal.aborted) {
        const started = clock.now();
        try {
            version ??= await list(options);
            const from = version;
            version = await stream(from, options);
            receiver.ended();
            // A stream that ends by itself at once must not become a busy loop.
            if (version !== from || clock.now() - started > LONGEST_PAUSE_MS)
                pause = SHORTEST_PAUSE_MS;
        }
        catch (thrown) {
            if (signal.aborted)
                return;
            const broken = thrown instanceof StreamBroken ? thrown : undefined;
            if (broken !== undefined && broken.version !== version)
                pause = SHORTEST_PAUSE_MS;
            // A list tells what is there now; what happened meanwhile only the stream tells.
            version = options.fromNow && broken?.gone === false ? broken.version : undefined;
            receiver.interrupted((0,lib_errors/* messageOf */.b)(thrown));
        }
        await clock.sleep(pause, signal).catch(() => undefined);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
}
/** A stream that ended by an error, and how far it got. */
class StreamBroken extends Error {
    version;
    gone;
    constructor(message, version, gone) {
        super(message);
        this.version = version;
        this.gone = gone;
    }
}
async function list({ client, path, labelSelector, fromNow, receiver, signal }) {
    const query = {
        ...(labelSelector === undefined ? {} : { labelSelector }),
        // One item is enough to learn the version from which to watch.
        ...(fromNow ? { limit: '1' } : {}),
    };
    const { body } = await client.get(path, { query, signal });
    if (!fromNow)
        receiver.replaced((0,api_objects/* mappingsIn */.PT)((0,api_objects/* mappingAt */.oh)(body)?.items));
    return String((0,api_objects/* mappingAt */.oh)(body, 'metadata')?.resourceVersion ?? '');
}
/** Follows one stream to its end; gives the version it got to. */
async function stream(from, options) {
    const { client, path, labelSelector, receiver, signal } = options;
    const query = {
        watch: '1',
        allowWatchBookmarks: 'true',
        resourceVersion: from,
        timeoutSeconds: String(STREAM_SECONDS),
        ...(labelSelector === undefined ? {} : { labelSelector }),
    };
    let version = from;
    try {
        for await (const line of client.lines(path, { query, signal, onOpen: () => receiver.opened() })) {
            const event = eventIn(line);
            if (event.type === 'ERROR') {
                const code = (0,api_objects/* mappingAt */.oh)(event, 'object')?.code;
                throw new StreamBroken(`the watch ended with ${code}`, version, code === 410);
            }
            version = String((0,api_objects/* mappingAt */.oh)(event, 'object', 'metadata')?.resourceVersion ?? version);
            const { type } = event;
            if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED')
                receiver.changed(type, event.object);
        }
    }
    catch (thrown) {
        if (thrown instanceof StreamBroken)
            throw thrown;
        const gone = thrown instanceof KubernetesError && thrown.code === 410;
        throw new StreamBroken((0,lib_errors/* messageOf */.b)(thrown), version, gone);
    }
    return version;
}
/** Without the parser's words: they quote the text. */
function eventIn(line) {
    try {
        const event = JSON.parse(line);
        if ((0,api_objects/* isMapping */.pi)(event))
            return event;
    }
    catch {
        // Said below.
    }
    throw new Error('the watch told something that is no event');
}

;// CONCATENATED MODULE: ./lib/kubernetes/rollout/namespace-streams.js







/** Events that the diagnosis reads. */
const READ = new Set(['Failed', 'FailedMount', 'Unhealthy', 'Pulled']);
/** Everything that happens to our workloads in one namespace, by four watch streams. */
class NamespaceStreams {
    namespace;
    deployments;
    replicaSets;
    pods;
    events;
    constructor(namespace, changes, { logger, redact }) {
        const common = (kind) => ({
            onChange: () => changes.ring(),
            // Here, where the texts are whole: each of them is folded, cut or matched later.
            received: (item) => withMessagesRedacted(item, redact),
            onInterruption: (why) => logger.debug(`Watch of ${kind} in ${namespace} is opened again: ${why}`),
        });
        this.namespace = namespace;
        this.deployments = new Collection(common('deployments'));
        this.replicaSets = new Collection(common('replicasets'));
        this.pods = new Collection(common('pods'));
        this.events = new Collection({ ...common('events'), wanted: event => READ.has(event.reason ?? '') });
    }
    /** The streams that a success depends on; without events failures are only explained less well. */
    get #needed() {
        return [this.deployments, this.replicaSets, this.pods];
    }
    /** Whether every change of our workloads here is told at this moment. */
    get open() {
        return this.#needed.every(({ open }) => open);
    }
    /** Whether what is known may be no longer true without our knowing. */
    get blind() {
        return this.#needed.some(({ blind }) => blind);
    }
    /** How many times something could have been missed. */
    get interruptions() {
        return this.#needed.reduce((sum, { interruptions }) => sum + interruptions, 0);
    }
    /** What is known about one Deployment here. */
    factsOf(target) {
        const deployment = this.deployments.get(target.name);
        const replicaSet = deployment && newReplicaSet(deployment, this.replicaSets.all());
        const uid = replicaSet?.metadata.uid;
        const pods = this.pods.all().filter(({ metadata }) => metadata.ownerReferences?.some(owner => owner.uid === uid));
        const uids = new Set([uid, ...pods.map(pod => pod.metadata.uid)]);
        return {
            deployment,
            gone: this.deployments.wasThere(target.name),
            replicaSet,
            pods: uid === undefined ? [] : pods,
            events: this.events.all().filter(event => uids.has(event.involvedObject.uid)),
        };
    }
}
/** Opens the streams; resolves when all have told what is there. */
async function openStreams(cluster, streams, labelSelector, signal) {
    const { client, clock } = cluster;
    const namespace = encodeURIComponent(streams.namespace);
    const apps = `/apis/apps/v1/namespaces/${namespace}`;
    const core = `/api/v1/namespaces/${namespace}`;
    const open = async (path, receiver) => {
        await openWatch({ client, clock, path, labelSelector, receiver, signal }).catch(thrown => {
            throw notAllowed(thrown, path) ?? connectionProblem(thrown, cluster.server) ?? thrown;
        });
    };
    await Promise.all([
        open(`${apps}/deployments`, streams.deployments),
        open(`${apps}/replicasets`, streams.replicaSets),
        open(`${core}/pods`, streams.pods),
        openEvents(cluster, streams, `${core}/events`, signal),
    ]);
}
async function openEvents(cluster, streams, path, signal) {
    const { client, clock, logger } = cluster;
    try {
        await openWatch({ client, clock, path, fromNow: true, receiver: streams.events, signal });
    }
    catch (thrown) {
        if (notAllowed(thrown, path) === undefined)
            throw connectionProblem(thrown, cluster.server) ?? thrown;
        logger.notice(`The credentials may not watch events in namespace ${streams.namespace}: failures are explained less well, and some later`);
    }
}
function notAllowed(thrown, path) {
    if (!(thrown instanceof KubernetesError) || thrown.code !== 403)
        return undefined;
    const [, namespace, resource] = /namespaces\/([^/]+)\/(\w+)$/.exec(path) ?? [];
    const message = `The credentials may not watch ${resource} in namespace ${namespace}; the Role needs get, list and watch on ${resource}`;
    return new lib_errors/* UserError */.y('forbidden', message, { cause: thrown });
}

;// CONCATENATED MODULE: ./lib/kubernetes/rollout/watch-rollouts.js









/** Opens the watch streams for a planned set. To be called before it is applied, so that nothing is missed. */
async function watchRollouts(cluster, plan, key, options = {}) {
    const ended = new AbortController();
    const signal = options.signal === undefined ? ended.signal : AbortSignal.any([options.signal, ended.signal]);
    const changes = new Changes();
    const memory = new PodMemory();
    const namespaces = new Set(plan.objects.filter(({ manifest }) => isDeployment(manifest.object)).map(found => found.namespace));
    const streams = new Map([...namespaces]
        .filter(name => name !== undefined)
        .map(name => [name, new NamespaceStreams(name, changes, cluster)]));
    try {
        await Promise.all([...streams.values()].map(stream => openStreams(cluster, stream, selectorOf(key), signal)));
    }
    catch (thrown) {
        ended.abort();
        throw thrown;
    }
    for (const stream of streams.values())
        memory.begin(stream.pods.all());
    return {
        follow: (applied, followOptions) => {
            const targets = applied.filter(({ object }) => isDeployment(object)).map(targetOf);
            const workloads = targets.map(target => new FollowedWorkload(target, cluster.clock.now()));
            return follow({ cluster, streams, memory, changes, workloads }, followOptions);
        },
        close: () => ended.abort(),
    };
}

;// CONCATENATED MODULE: ./lib/delivery/release/apply-and-follow.js





/** Preflight, apply, follow; what happened is added to the report as it happens. */
async function rollOut(it, report) {
    const { cluster, plan, rollouts } = await it.step('preflight', async () => {
        const cluster = await connected(it);
        const plan = await planOf(it, cluster, report);
        // Opened before the apply, so that nothing that the cluster does is missed.
        return { cluster, plan, rollouts: await watchRollouts(cluster, plan, it.key, { signal: it.signal }) };
    });
    try {
        const applied = await it.step('apply', async () => {
            report.touched = true;
            it.remember('touched', 'true');
            const applied = [];
            report.applied = applied;
            // Object by object, so that a broken apply can still say what was taken.
            const onApplied = (object) => {
                applied.push(object);
                it.log.info(appliedLine(object));
            };
            return applyPlan(cluster, plan, { signal: it.limit, onApplied });
        });
        return await it.step('rollout', async () => {
            report.rollout = await rollouts.follow(applied, {
                // The stability window is part of the whole.
                timeoutMs: it.remainingMs() - it.stableForMs,
                stableForMs: it.stableForMs,
                signal: it.signal,
            });
            return report.rollout;
        });
    }
    finally {
        rollouts.close();
    }
}
async function connected(it) {
    try {
        return await it.connecting.cluster;
    }
    finally {
        it.connecting.log.release(it.log);
    }
}
async function planOf(it, cluster, report) {
    const plan = await preflight(cluster, labelled(it.set, it.key), { signal: it.limit });
    for (const warning of [...it.set.warnings, ...plan.warnings]) {
        report.warnings.push(warning);
        it.log.warning(warning.where === undefined ? warning.text : `${warning.where}: ${warning.text}`);
    }
    it.log.info(`The cluster (${cluster.serverVersion.text}) would take all ${plan.objects.length} objects`);
    return plan;
}
const signs = { created: '+', changed: '~', unchanged: '=' };
function appliedLine(applied) {
    const place = applied.namespace === undefined ? '' : ` in ${applied.namespace}`;
    return `${signs[applied.action]} ${(0,api_objects/* nameOf */.Vb)(applied.manifest.object)}${place} ${applied.action}`;
}

;// CONCATENATED MODULE: ./lib/domain/kubernetes-version.js
/** Reads `v1.34.4`, also with a vendor's suffix: `v1.34.4-gke.100`, `v1.34.4+k3s1`. */
function parseVersion(text) {
    const match = /^v?(\d+)\.(\d+)/.exec(text);
    return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]), text };
}

;// CONCATENATED MODULE: ./lib/kubernetes/api/retry.js

const LONGEST_WAIT_MS = 10_000;
/**
 * How long to wait before the request is sent again; undefined if the answer stands. Everything that is sent through
 * here may be repeated: reads, and server-side applies, which say the same thing however often they are said.
 *
 * - 401: once, at once; kubectl's credential plugin refreshes on it.
 * - 429: up to 5 times, as the server asks, at most 10 s each.
 * - no answer, 500, 502, 503, 504: 3 times within a second or two; a restart of the API server takes longer and is
 *   the watch's business.
 * - no whole answer within the time limit: once; the wait was long enough already.
 */
function waitBeforeRetry({ tries, code, reason, retryAfter, slow }) {
    if (slow)
        return tries < 2 ? 0 : undefined;
    if (code === 401)
        return tries < 2 ? 0 : undefined;
    if (code === 429)
        return tries < 6 ? Math.min(secondsIn(retryAfter) * 1000, LONGEST_WAIT_MS) : undefined;
    if (code === 500 && reason === '')
        return undefined;
    if (code === 0 || code === 500 || code === 502 || code === 503 || code === 504) {
        return tries < 4 ? 100 * 3 ** (tries - 1) : undefined;
    }
    return undefined;
}
function secondsIn(header) {
    const seconds = Number(header);
    return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds : 1;
}
/** An error below HTTP: no whole answer came, because the socket broke or the time limit was over (`slow`). */
function brokenConnection(cause, slow = false) {
    const text = cause instanceof Error ? cause.message : String(cause);
    return new KubernetesError(0, 'Transport', text, { slow, cause });
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
;// CONCATENATED MODULE: ./lib/kubernetes/api/socket-http.js

const TIME_LIMITS = { read: 15_000, apply: 45_000, open: 15_000, silence: 45_000 };
/**
 * HTTP over a unix socket. Short requests share kept-alive connections, and whoever sends them limits their time by the
 * signal; a stream has a connection of its own, so that it never takes a place from them, and is broken when it is
 * silent for too long.
 */
function socketHttp(socketPath, limits = TIME_LIMITS) {
    const shared = new external_node_http_.Agent({ keepAlive: true, maxSockets: 64 });
    return {
        send: request => new Promise((resolve, reject) => socket_http_start(socketPath, shared, request, resolve).on('error', reject)),
        stream: request => new Promise((resolve, reject) => {
            const outgoing = socket_http_start(socketPath, false, request, answer => {
                clearTimeout(late);
                answer.setTimeout(limits.silence, () => answer.destroy(silent(limits.silence)));
                resolve(answer);
            });
            const late = setTimeout(() => outgoing.destroy(silent(limits.open)), limits.open);
            outgoing.on('error', cause => {
                clearTimeout(late);
                reject(cause);
            });
        }),
        close: () => shared.destroy(),
    };
}
/** The error of a server that says nothing. */
function silent(ms) {
    return new Error(`no answer within ${ms / 1000} s`);
}
function socket_http_start(socketPath, agent, { method, path, body, contentType, signal }, onAnswer) {
    const headers = {
        // kubectl proxy refuses every other host, to be safe from rebinding.
        Host: 'localhost',
        Accept: 'application/json',
    };
    if (contentType !== undefined)
        headers['Content-Type'] = contentType;
    if (body !== undefined)
        headers['Content-Length'] = Buffer.byteLength(body);
    const options = { socketPath, agent, method, path, headers, ...(signal === undefined ? {} : { signal }) };
    const outgoing = (0,external_node_http_.request)(options, onAnswer);
    outgoing.end(body);
    return outgoing;
}
/** The whole answer as text. */
async function textOfAnswer(answer) {
    answer.setEncoding('utf8');
    let text = '';
    for await (const part of answer)
        text += part;
    return text;
}
/** The answer line by line as it arrives; a last line without its end is not whole and is left out. */
async function* linesOfAnswer(answer) {
    answer.setEncoding('utf8');
    let rest = '';
    for await (const part of answer) {
        const lines = (rest + part).split('\n');
        rest = lines.pop() ?? '';
        yield* lines.filter(line => line !== '');
    }
}

;// CONCATENATED MODULE: ./lib/kubernetes/api/client.js



function kubernetesClient(socketPath, clock, { redact = text => text, limits = TIME_LIMITS } = {}) {
    const http = socketHttp(socketPath, limits);
    async function attempt(request) {
        const limit = request.method === 'GET' ? limits.read : limits.apply;
        const late = new AbortController();
        const timer = setTimeout(() => late.abort(silent(limit)), limit);
        const signal = request.signal === undefined ? late.signal : AbortSignal.any([request.signal, late.signal]);
        try {
            const answer = await http.send({ ...request, signal });
            return { answer, text: await textOfAnswer(answer) };
        }
        catch (cause) {
            request.signal?.throwIfAborted();
            throw brokenConnection(late.signal.aborted ? late.signal.reason : cause, late.signal.aborted);
        }
        finally {
            clearTimeout(timer);
        }
    }
    async function send(request) {
        for (let tries = 1;; tries++) {
            let failure;
            let retryAfter;
            let slow = false;
            try {
                const got = await attempt(request);
                const code = got.answer.statusCode ?? 0;
                if (code >= 200 && code < 300)
                    return got;
                failure = errorFrom(code, got.text, redact);
                retryAfter = got.answer.headers['retry-after'];
            }
            catch (thrown) {
                if (!(thrown instanceof KubernetesError))
                    throw thrown;
                failure = thrown;
                slow = thrown.slow;
            }
            const wait = waitBeforeRetry({ tries, code: failure.code, reason: failure.reason, retryAfter, slow });
            if (wait === undefined)
                throw failure;
            await clock.sleep(wait, request.signal).catch(thrown => {
                request.signal?.throwIfAborted();
                throw thrown;
            });
        }
    }
    async function json(request) {
        const { answer, text } = await send(request);
        const at = Date.parse(answer.headers.date ?? '');
        return { code: answer.statusCode ?? 0, at: Number.isNaN(at) ? clock.now() : at, body: parsed(text) };
    }
    async function* lines(path, options = {}) {
        let answer;
        try {
            answer = await http.stream({ method: 'GET', path: withQuery(path, options.query), signal: options.signal });
        }
        catch (cause) {
            options.signal?.throwIfAborted();
            throw brokenConnection(cause);
        }
        if (answer.statusCode !== 200)
            throw errorFrom(answer.statusCode ?? 0, await textOfAnswer(answer), redact);
        options.onOpen?.();
        try {
            yield* linesOfAnswer(answer);
        }
        catch (cause) {
            options.signal?.throwIfAborted();
            throw brokenConnection(cause);
        }
        finally {
            answer.destroy();
        }
    }
    return {
        get: (path, { query, signal } = {}) => json({ method: 'GET', path: withQuery(path, query), signal }),
        text: async (path, { query, signal } = {}) => (await send({ method: 'GET', path: withQuery(path, query), signal })).text,
        apply: (path, body, { query, signal } = {}) => json({
            method: 'PATCH',
            path: withQuery(path, query),
            // JSON is YAML; the media type is the one that every supported server knows.
            contentType: 'application/apply-patch+yaml',
            body: JSON.stringify(body),
            signal,
        }),
        lines,
        close: () => http.close(),
    };
}
/** Without the parser's words: they quote the text, which may be a Secret. */
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw brokenConnection(new Error('the answer is not JSON'));
    }
}
function withQuery(path, query = {}) {
    const text = new URLSearchParams(query).toString();
    return text === '' ? path : `${path}?${text}`;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./lib/kubernetes/connection/proxy.js





/** It only reads its kubeconfig and listens; it asks nobody before the first request. */
const START_LIMIT_MS = 10_000;
/** More than kubectl ever says before it ends. */
const LONGEST_OUTPUT = 100_000;
const proxy_LONGEST_TEXT = 500;
/** `sockaddr_un` holds 104 bytes on macOS (108 on Linux), the closing zero included. */
const LONGEST_SOCKET_PATH = 103;
/**
 * Starts kubectl as the one door to the cluster: it holds the credentials and refreshes them, we speak plain HTTP
 * over a socket that only this user can open.
 */
async function startProxy(options) {
    options.signal?.throwIfAborted();
    const folder = await socketFolder(options.folder);
    const socketPath = (0,external_node_path_.join)(folder, 'api');
    const args = [
        'proxy',
        `--unix-socket=${socketPath}`,
        // Clusters behind a gateway live under a path, which kubectl drops otherwise.
        '--append-server-path',
        `--kubeconfig=${options.kubeconfig.path}`,
        `--context=${options.kubeconfig.context}`,
    ];
    const child = (0,external_node_child_process_.spawn)(options.kubectl, args, { env: { ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const kill = () => {
        child.kill('SIGKILL');
    };
    // It holds no state, and nobody else ends it when this process dies of an error.
    process.once('exit', kill);
    const ended = new Promise(resolve => {
        // Not 'close': a credential plugin that hangs holds kubectl's pipes open.
        child.once('exit', () => resolve());
        child.once('error', () => resolve());
    });
    const close = async () => {
        process.removeListener('exit', kill);
        kill();
        await ended;
        child.stdout.destroy();
        child.stderr.destroy();
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    };
    try {
        await untilServing(child, options);
    }
    catch (thrown) {
        await close();
        throw thrown;
    }
    return { socketPath, close };
}
async function socketFolder(folder) {
    const fits = Buffer.byteLength((0,external_node_path_.join)(folder, 'p-XXXXXX', 'api')) <= LONGEST_SOCKET_PATH;
    // mkdtemp makes folders that only this user can enter, so /tmp is as private as any other place.
    return (0,promises_.mkdtemp)((0,external_node_path_.join)(fits ? folder : '/tmp', 'p-'));
}
async function untilServing(child, options) {
    const { kubectl, signal, redact, startLimit = START_LIMIT_MS } = options;
    const { promise, resolve, reject } = Promise.withResolvers();
    let output = '';
    let errors = '';
    const broken = (why) => {
        // Redacted whole: folded or cut, a secret would not be known any more.
        const said = apiText(redact(errors), proxy_LONGEST_TEXT);
        const tail = said === '' ? '' : `: ${said}`;
        reject(new lib_errors/* UserError */.y('kubectl-broken', `${kubectl} proxy ${why}${tail}; check that it is a working kubectl`));
    };
    const onAbort = () => reject(signal?.reason);
    const late = setTimeout(() => broken(`does not serve within ${startLimit / 1000} s`), startLimit);
    child.stdout?.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-LONGEST_OUTPUT);
        // kubectl says so after it began to listen.
        if (output.includes('Starting to serve'))
            resolve();
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
        if (errors.length < LONGEST_OUTPUT)
            errors += text;
    });
    child.once('error', cause => broken(`does not start (${(0,lib_errors/* messageOf */.b)(cause)})`));
    child.once('close', code => broken(`ended with code ${code}`));
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted)
        onAbort();
    try {
        await promise;
    }
    finally {
        clearTimeout(late);
        signal?.removeEventListener('abort', onAbort);
    }
}

;// CONCATENATED MODULE: ./lib/kubernetes/connection/cluster.js






/**
 * Opens the door to the cluster and asks for its version, with credentials: a cluster that cannot be used is known
 * before anything else is tried.
 */
async function connectCluster(options) {
    const { logger, clock, namespace, kubeconfig, redact } = options;
    const proxy = await startProxy(options);
    const client = kubernetesClient(proxy.socketPath, clock, { redact });
    const close = async () => {
        client.close();
        await proxy.close();
    };
    try {
        const { body } = await client.get('/version', { signal: options.signal });
        const text = (0,api_objects/* mappingAt */.oh)(body)?.gitVersion;
        const serverVersion = typeof text === 'string' ? parseVersion(text) : undefined;
        if (serverVersion === undefined) {
            throw new lib_errors/* UserError */.y('cluster-unreachable', `${kubeconfig.server} answers, but not like a Kubernetes API server`);
        }
        return { client, server: kubeconfig.server, namespace, serverVersion, logger, clock, redact, close };
    }
    catch (thrown) {
        await close();
        throw connectionProblem(thrown, kubeconfig.server) ?? thrown;
    }
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./lib/kubernetes/connection/kubeconfig-input.js


/**
 * Takes the input for what it is: content, content in base64 (a common way to store it in one line), or a path.
 * Throws `kubeconfig-unreadable`, and quotes the input only where it can be nothing but a path.
 */
async function readKubeconfigInput(input) {
    if (isContent(input))
        return { kind: 'content', text: fromBase64(input) ?? input };
    const decoded = fromBase64(input);
    if (decoded !== undefined)
        return { kind: 'content', text: decoded };
    const hint = 'give the path of a kubeconfig file or its content, as it is or in base64';
    try {
        return { kind: 'file', path: input, text: await (0,promises_.readFile)(input, 'utf8') };
    }
    catch (cause) {
        if (!isSurelyPath(input)) {
            // Neither the input nor the system's message, which quotes it: it could be a credential.
            throw new lib_errors/* UserError */.y('kubeconfig-unreadable', `Input kubeconfig: it is no kubeconfig and no path; ${hint}`);
        }
        const code = cause instanceof Error && 'code' in cause ? String(cause.code) : (0,lib_errors/* messageOf */.b)(cause);
        throw new lib_errors/* UserError */.y('kubeconfig-unreadable', `Input kubeconfig: cannot read ${input} (${code}); ${hint}`, { cause });
    }
}
function isContent(input) {
    return /[\n{]/.test(input.trim()) || /^\s*[A-Za-z]+:\s/.test(input);
}
/** The kubeconfig that the text is the base64 of, if it is; line breaks, as `base64` makes them, do not matter. */
function fromBase64(text) {
    const compact = text.replace(/\s+/g, '');
    if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact))
        return undefined;
    const decoded = Buffer.from(compact, 'base64').toString('utf8');
    return /^\s*["']?(clusters|contexts|users|kind|apiVersion)["']?\s*:/m.test(decoded) || /^\s*\{\s*"/.test(decoded)
        ? decoded
        : undefined;
}
/** A path has a `/` or a `.`, and no part that is as long as tokens and encoded texts are. */
function isSurelyPath(input) {
    const isLikely = input.length <= 4096 && /[/.]/.test(input) && !/[\p{Cc}=+]/u.test(input);
    return isLikely && !/[\w-]{60,}/.test(input);
}

;// CONCATENATED MODULE: ./lib/kubernetes/connection/kubeconfig-secrets.js



/** A profile or region is no secret, and masking it would riddle the log with stars. */
const TELLING = /token|secret|passw|credential|key/i;
/** Long texts without any words in them, as only machines make them: JWTs, access tokens, base64. */
const MADE_BY_MACHINE = /^(?![./])(?=.*\d)(?=.*[A-Za-z])[\w+/=.-]{40,}$/;
/**
 * Everything in a kubeconfig that must not be seen: tokens, passwords, private keys, what is secret in the environment
 * and the arguments of credential plugins, the passwords in addresses, and the tokens in files that it names, where
 * they can be read. Base64 text also as what it decodes to. `folder`: where relative paths count from.
 */
async function credentialsIn(config, folder) {
    const users = (0,api_objects/* mappingsIn */.PT)(config.users).map(entry => (0,api_objects/* mappingAt */.oh)(entry, 'user') ?? {});
    const clusters = (0,api_objects/* mappingsIn */.PT)(config.clusters).map(entry => (0,api_objects/* mappingAt */.oh)(entry, 'cluster') ?? {});
    const files = await Promise.all(users.map(user => tokenIn(user.tokenFile, folder)));
    const found = [
        ...users.flatMap(userSecrets),
        ...clusters.flatMap(cluster => [...userInfo(cluster.server), ...userInfo(cluster['proxy-url'])]),
        ...files,
    ];
    return [...new Set(found.filter(value => typeof value === 'string').filter(value => value !== ''))];
}
/** The address without a user and a password. */
function withoutUserInfo(address) {
    return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');
}
function userSecrets(user) {
    const key = user['client-key-data'];
    const exec = (0,api_objects/* mappingAt */.oh)(user, 'exec');
    const provider = (0,api_objects/* mappingAt */.oh)(user, 'auth-provider', 'config') ?? {};
    return [
        user.token,
        user.password,
        key,
        typeof key === 'string' ? Buffer.from(key, 'base64').toString('utf8') : undefined,
        ...(0,api_objects/* mappingsIn */.PT)(exec?.env)
            .filter(variable => TELLING.test(String(variable.name)))
            .map(variable => variable.value),
        ...argumentSecrets(exec?.args),
        provider['access-token'],
        provider['id-token'],
        provider['refresh-token'],
        provider['client-secret'],
    ];
}
/** `--token=…`, `--token …`, `TOKEN=…`, and what looks like a token itself. */
function argumentSecrets(args) {
    const texts = Array.isArray(args) ? args.filter(value => typeof value === 'string') : [];
    return texts.flatMap((text, index) => {
        const [, name, value] = /^([^=]*?)=(.+)$/s.exec(text) ?? [];
        if (name !== undefined && value !== undefined && TELLING.test(name))
            return [value];
        const before = texts[index - 1];
        const named = before?.startsWith('-') && !before.includes('=') && TELLING.test(before) && !text.startsWith('-');
        return named || MADE_BY_MACHINE.test(text) ? [text] : [];
    });
}
/** The password of an address, as it is written and as it is meant, and the name where it stands alone. */
function userInfo(address) {
    if (typeof address !== 'string')
        return [];
    const [, info] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(address) ?? [];
    if (info === undefined)
        return [];
    const colon = info.indexOf(':');
    const secret = colon < 0 ? info : info.slice(colon + 1);
    return [secret, decoded(secret)];
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
async function tokenIn(path, folder) {
    if (typeof path !== 'string' || path === '')
        return undefined;
    try {
        return (await (0,promises_.readFile)((0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.join)(folder, path), 'utf8')).trim();
    }
    catch {
        // What cannot be read cannot be shown either; kubectl will say so.
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/kubernetes/connection/kubeconfig.js







/**
 * Takes the `kubeconfig` input, a path or the content itself, and checks what can be checked without the cluster.
 * Content is written to `folder` (private, 0700) with mode 0600.
 */
async function readKubeconfig(input, options) {
    const read = await readKubeconfigInput(input);
    const config = parse(read.text);
    const found = pickContext(config, options.context);
    const { cluster, user } = partsOf(config, found);
    if (read.kind === 'content')
        refuseRelativePaths(cluster, user);
    const path = read.kind === 'content' ? (0,external_node_path_.join)(options.folder, 'kubeconfig') : read.path;
    if (read.kind === 'content')
        await (0,promises_.writeFile)(path, read.text, { mode: 0o600 });
    const namespace = found.context.namespace;
    return {
        path,
        context: found.name,
        server: withoutUserInfo(String(cluster.server)),
        ...(typeof namespace === 'string' && namespace !== '' ? { namespace } : {}),
        secrets: await credentialsIn(config, (0,external_node_path_.dirname)(path)),
    };
}
function invalid(problem) {
    return new lib_errors/* UserError */.y('kubeconfig-invalid', `Input kubeconfig: ${problem}`);
}
function parse(text) {
    const document = (0,dist/* parseDocument */.Tp)(text, { prettyErrors: false });
    // Neither the parser's excerpt nor its message: both could quote a credential.
    if (document.errors.length > 0)
        throw invalid('it is not YAML; check how the secret was stored');
    const config = document.toJS();
    if (!(0,api_objects/* isMapping */.pi)(config))
        throw invalid('it is not a kubeconfig: expected a mapping with clusters, users and contexts');
    return config;
}
function pickContext(config, wanted) {
    const contexts = new Map((0,api_objects/* mappingsIn */.PT)(config.contexts).map(entry => [String(entry.name), (0,api_objects/* mappingAt */.oh)(entry, 'context')]));
    const names = [...contexts.keys()];
    if (names.length === 0)
        throw invalid('it has no contexts');
    const current = config['current-context'];
    const only = names.length === 1 ? names[0] : undefined;
    const name = wanted ?? (typeof current === 'string' && current !== '' ? current : only);
    const there = `there are: ${names.join(', ')}`;
    if (name === undefined)
        throw new lib_errors/* UserError */.y('context-unknown', `Input context: name one, the kubeconfig has no current one; ${there}`);
    const context = contexts.get(name);
    if (context === undefined)
        throw new lib_errors/* UserError */.y('context-unknown', `Input context: the kubeconfig has no "${name}"; ${there}`);
    return { name, context };
}
function partsOf(config, found) {
    const byName = (list, name) => (0,api_objects/* mappingsIn */.PT)(list).find(entry => entry.name === name);
    const cluster = (0,api_objects/* mappingAt */.oh)(byName(config.clusters, found.context.cluster), 'cluster');
    if (cluster === undefined)
        throw invalid(`context ${found.name} names the cluster "${found.context.cluster}", which is not in it`);
    if (typeof cluster.server !== 'string')
        throw invalid(`cluster "${found.context.cluster}" has no server`);
    const user = byName(config.users, found.context.user);
    if (user === undefined)
        throw invalid(`context ${found.name} names the user "${found.context.user}", which is not in it`);
    const credentials = (0,api_objects/* mappingAt */.oh)(user, 'user') ?? {};
    // kubectl would ask for a user name on its standard input, and end with "error: EOF".
    if (cluster.server.startsWith('https:') && !CREDENTIALS.some(field => credentials[field] !== undefined))
        throw invalid(`user "${found.context.user}" has no credentials; was the kubeconfig exported without them?`);
    return { cluster, user: credentials };
}
/** Any of these is a way for a user to prove who it is. */
const CREDENTIALS = [
    'token',
    'tokenFile',
    'client-certificate',
    'client-certificate-data',
    'exec',
    'auth-provider',
    'username',
];
/** Content has no folder of its own that relative paths could count from. */
function refuseRelativePaths(cluster, user) {
    const fields = [
        [cluster, 'certificate-authority'],
        [user, 'client-certificate'],
        [user, 'client-key'],
        [user, 'tokenFile'],
    ];
    for (const [part, field] of fields) {
        const path = part[field];
        if (typeof path === 'string' && path !== '' && !(0,external_node_path_.isAbsolute)(path)) {
            throw invalid(`${field} is the relative path ${path}; given as content it needs an absolute one, or ${field}-data`);
        }
    }
}

;// CONCATENATED MODULE: ./lib/log/buffered-log.js
/**
 * Keeps the lines of work that runs beside another step until its own group is open, since groups would mix otherwise;
 * from then on it passes them through.
 */
class HeldLog {
    #lines = [];
    #released;
    debug(line) {
        this.#say('debug', line);
    }
    info(line) {
        this.#say('info', line);
    }
    notice(line) {
        this.#say('notice', line);
    }
    warning(line) {
        this.#say('warning', line);
    }
    error(line) {
        this.#say('error', line);
    }
    group(title, work) {
        if (this.#released !== undefined)
            return this.#released.group(title, work);
        this.info(title);
        return work();
    }
    /** Says what was held, in order, and everything to come. */
    release(to) {
        this.#released = to;
        const lines = this.#lines;
        this.#lines = [];
        for (const { level, line } of lines)
            to[level](line);
    }
    #say(level, line) {
        if (this.#released === undefined)
            this.#lines.push({ level, line });
        else
            this.#released[level](line);
    }
}

// EXTERNAL MODULE: ./lib/process/program-path.js
var program_path = __webpack_require__(7253);
;// CONCATENATED MODULE: ./lib/tools/kubectl.js



/** Finds kubectl on the PATH and asks for its version; no cluster is asked. */
async function findKubectl(options) {
    const path = (0,program_path/* programOnPath */.B)('kubectl', options.env.PATH);
    if (path === undefined) {
        throw new lib_errors/* UserError */.y('kubectl-missing', 'kubectl is not on the PATH; install it in a step before this one, in a version within one minor of the cluster (azure/setup-kubectl does)');
    }
    const { exitCode, stdout, stderr } = await options.exec(path, ['version', '--client', '-o', 'json'], {
        env: options.env,
        signal: options.signal,
        timeoutMs: 15_000,
    });
    const version = exitCode === 0 ? clientVersion(stdout) : undefined;
    if (version !== undefined)
        return { path, version };
    const said = (stderr.trim() || stdout.trim()).split('\n')[0] ?? '';
    throw new lib_errors/* UserError */.y('kubectl-broken', `${path} does not say its version (exit code ${exitCode}${said === '' ? '' : `: ${said}`}); install kubectl anew`);
}
/** Throws `kubectl-skew` unless kubectl is within one minor version of the server (Kubernetes' version skew policy). */
function checkSkew(client, server) {
    if (client.major === server.major && Math.abs(client.minor - server.minor) <= 1)
        return;
    throw new lib_errors/* UserError */.y('kubectl-skew', `kubectl ${client.text} is more than one minor version from the server's ${server.text}; install kubectl ${server.major}.${server.minor}`);
}
function clientVersion(json) {
    let said;
    try {
        said = JSON.parse(json);
    }
    catch {
        return undefined;
    }
    const text = said?.clientVersion?.gitVersion;
    return typeof text === 'string' ? parseVersion(text) : undefined;
}

;// CONCATENATED MODULE: ./lib/delivery/release/connection.js




/** Starts to connect: credentials are masked before kubectl is started, and nothing is written to the cluster. */
function startConnecting(preparation) {
    const stop = new AbortController();
    const log = new HeldLog();
    const cluster = connect(preparation, log, AbortSignal.any([preparation.signal, stop.signal]));
    cluster.catch(() => undefined);
    return {
        cluster,
        log,
        close: async () => {
            stop.abort(new Error('the connection is no longer needed'));
            const connected = await cluster.catch(() => undefined);
            await connected?.close();
        },
    };
}
async function connect(it, log, signal) {
    const { inputs, exec, masks, clock } = it;
    const kubeconfig = await readKubeconfig(inputs.kubeconfig, {
        folder: it.folder,
        ...(inputs.context === undefined ? {} : { context: inputs.context }),
    });
    masks.addAll(kubeconfig.secrets);
    const kubectl = await findKubectl({ exec, env: it.kubectlEnv, signal });
    const cluster = await connectCluster({
        kubectl: kubectl.path,
        kubeconfig,
        namespace: inputs.namespace ?? kubeconfig.namespace ?? 'default',
        folder: it.folder,
        env: it.kubectlEnv,
        logger: log,
        clock,
        signal,
        redact: text => masks.redact(text),
    });
    try {
        checkSkew(kubectl.version, cluster.serverVersion);
    }
    catch (thrown) {
        await cluster.close();
        throw thrown;
    }
    log.info(`kubectl ${kubectl.version.text}, context ${kubeconfig.context}, namespace ${cluster.namespace}`);
    return cluster;
}

;// CONCATENATED MODULE: ./lib/delivery/release/deadline.js

/**
 * Aborted when the time for the whole deployment is up; never once `over` is. The rollout keeps its own time, for it has
 * a diagnosis to give when it runs out.
 */
function deadline(clock, ms, over) {
    const late = new AbortController();
    const text = 'The time given by the input "timeout" was used up before the rollout could begin';
    clock.sleep(ms, over).then(() => late.abort(new lib_errors/* UserError */.y('timeout', text)), () => undefined);
    return late.signal;
}

// EXTERNAL MODULE: ./lib/git/git.js
var git = __webpack_require__(5216);
// EXTERNAL MODULE: ./lib/files/workspace-path.js
var workspace_path = __webpack_require__(8596);
;// CONCATENATED MODULE: ./lib/git/real-paths.js



/**
 * git looks at a symbolic link, never behind it: what it leads to must be asked for by its own path. What does not exist
 * or leads out of the workspace is left out; whoever reads the files refuses that.
 */
async function pathsBehind(workspace, paths) {
    const root = await (0,promises_.realpath)(workspace).catch(() => workspace);
    const found = new Set();
    const look = async (path) => {
        const real = await (0,promises_.realpath)(path).catch(() => undefined);
        if (real === undefined || real === root || !(0,workspace_path/* isInside */.F)(root, real))
            return;
        const inside = (0,external_node_path_.relative)(root, real);
        if (found.has(inside))
            return;
        found.add(inside);
        for (const link of await linksBelow(real))
            await look(link);
    };
    for (const path of paths)
        await look((0,external_node_path_.join)(root, path));
    return { workspace: root, paths: [...found] };
}
async function linksBelow(folder) {
    const entries = await (0,promises_.readdir)(folder, { withFileTypes: true, recursive: true }).catch(() => []);
    return entries.filter(entry => entry.isSymbolicLink()).map(entry => (0,external_node_path_.join)(entry.parentPath, entry.name));
}

// EXTERNAL MODULE: ./lib/git/status.js
var git_status = __webpack_require__(5036);
;// CONCATENATED MODULE: ./lib/git/work-tree.js




const checkOut = "check it out in a step before this one (actions/checkout with ref: the deployment's sha)";
/**
 * Whether the checked-out tree is the commit: HEAD is its SHA, and git sees no change in what the deployment reads,
 * tracked, untracked or ignored, also behind symbolic links. No finding means yes; whatever cannot be read is one.
 *
 * This is to tell people early that their checkout was changed. It is not what the deployment relies on: git can be told
 * not to look (assume-unchanged, sparse checkouts, filters), and files can change later. What is rendered comes out of
 * the commit itself (`exportCommit`).
 */
async function checkWorkTree({ sha, paths, ...around }) {
    const behind = await pathsBehind(around.workspace, paths);
    const asked = [...new Set([...paths, ...behind.paths])];
    const place = { ...around, workspace: behind.workspace };
    const { exitCode, stdout, stderr } = await (0,git/* git */.$)(place, statusArgs(asked)).catch(missingGit);
    if (exitCode !== 0) {
        const said = stderr.trim().split('\n')[0] ?? '';
        return [
            notATree(`The checked-out repository cannot be read (${said || `git ended with exit code ${exitCode}`}); ${checkOut}`),
        ];
    }
    const { head, changes } = (0,git_status/* readStatus */.r)(stdout);
    const findings = [];
    if (head !== sha) {
        findings.push({
            reason: 'wrong-commit',
            text: `The checked-out commit is ${head ?? 'none'}, the deployment's is ${sha}; ${checkOut}`,
        });
    }
    return [...findings, ...fewOf(changes)];
}
function notATree(text) {
    return { reason: 'not-a-work-tree', text };
}
function missingGit(thrown) {
    if (thrown instanceof lib_errors/* UserError */.y && thrown.reason === 'program-missing')
        return { exitCode: -1, stdout: '', stderr: thrown.message };
    throw thrown;
}
/** One process answers both questions. */
function statusArgs(paths) {
    return [
        'status',
        '--porcelain=v2',
        '--branch',
        '-z',
        '--no-renames',
        '--untracked-files=all',
        '--ignored=traditional',
        '--ignore-submodules=none',
        '--',
        ...paths,
    ];
}
const texts = {
    changed: 'differs from the commit',
    untracked: 'is not in the commit',
    ignored: 'is not in the commit (ignored by git)',
};
const shown = 10;
function fewOf(changes) {
    const findings = changes.slice(0, shown).map(({ path, kind }) => ({
        reason: 'changed-since-commit',
        where: path,
        text: `${texts[kind]}; only what is in the commit may be deployed: do not write there before this step`,
    }));
    const more = changes.length - shown;
    return more <= 0
        ? findings
        : [...findings, { reason: 'changed-since-commit', text: `and ${more} more files that are not as in the commit` }];
}

// EXTERNAL MODULE: ./lib/registry/manifests.js + 5 modules
var manifests = __webpack_require__(3387);
;// CONCATENATED MODULE: ./lib/registry/image-lookup.js


/** Looks an image up by its tag; no engine is needed. Throws `image-missing` when there is none. */
async function lookUpImage(question) {
    const { repository, tag } = question;
    const found = await (0,manifests/* readManifest */.WI)(question, tag);
    if (found === undefined) {
        throw new lib_errors/* UserError */.y('image-missing', `There is no image ${repository.name}:${tag}; build and push it first: was the build of this commit green?`, { outcome: 'refused' });
    }
    const { digest, mediaType } = found;
    return { digest, mediaType, reference: `${repository.name}@${digest}` };
}

// EXTERNAL MODULE: ./lib/registry/image-reference.js
var image_reference = __webpack_require__(8318);
;// CONCATENATED MODULE: ./lib/delivery/release/gate-sources.js



/** What the gate asks the registry and the work tree about a commit. */
function commitQuestions(inputs, context, effects, sha, paths) {
    const { log, masks, clock, exec, env, signal } = effects;
    const repository = (0,image_reference/* parseImageRepository */.f)(inputs.image);
    const login = inputs.registry === undefined ? {} : { login: inputs.registry };
    return {
        lookUpImage: () => lookUpImage({ repository, tag: sha, ...login, env, log, masks, clock, signal }),
        checkWorkTree: () => checkWorkTree({
            workspace: context.workspace,
            sha,
            paths: [paths.templates, ...paths.values],
            exec,
            env: context.childEnv,
            signal,
        }),
    };
}

;// CONCATENATED MODULE: ./lib/delivery/release/manifest-paths.js

/** The paths of the inputs with `{service}` and `{environment}` filled in. Throws `bad-input` when one leaves the workspace. */
function manifestPaths(inputs, key, workspace) {
    const fill = (name, path) => (0,workspace_path/* workspacePath */.X)(workspace, path.replaceAll('{service}', key.service).replaceAll('{environment}', key.environment), name);
    return {
        workspace,
        templates: fill('templates', inputs.templates),
        values: inputs.values.map(path => fill('values', path)),
    };
}

;// CONCATENATED MODULE: ./lib/git/blobs.js


/** Reads objects byte by byte, as they are in the repository: no filter and no attribute has a say. */
async function readBlobs(place, objects) {
    const wanted = [...new Set(objects)];
    if (wanted.length === 0)
        return new Map();
    const input = wanted.map(object => `${object}\n`).join('');
    const { stdout, stderr } = await (0,git/* git */.$)(place, ['cat-file', '--batch'], { input, encoding: 'latin1' });
    const blobs = blobsIn(Buffer.from(stdout, 'latin1'));
    const missing = wanted.filter(object => !blobs.has(object));
    if (missing.length === 0)
        return blobs;
    const said = stderr.trim().split('\n')[0] ?? '';
    const which = `${missing.length} of ${wanted.length} contents of its files`;
    throw new lib_errors/* UserError */.y('commit-incomplete', `The local repository does not have the whole commit: it lacks ${which}${said === '' ? '' : ` (${said})`}: is it a partial clone? Check the commit out whole in a step before this one (actions/checkout without "filter")`);
}
/** Takes the output of `git cat-file --batch` apart: `<object> <type> <size>`, a line break, the bytes, a line break. */
function blobsIn(output) {
    const blobs = new Map();
    for (let at = 0; at < output.length;) {
        const end = output.indexOf('\n', at);
        const head = output.subarray(at, end < 0 ? output.length : end).toString('latin1');
        const [, object, size] = /^([0-9a-f]+) blob (\d+)$/.exec(head) ?? [];
        at += head.length + 1;
        if (object === undefined)
            continue; // `<object> missing`
        const bytes = output.subarray(at, at + Number(size));
        if (bytes.length === Number(size))
            blobs.set(object, bytes);
        at += bytes.length + 1;
    }
    return blobs;
}

;// CONCATENATED MODULE: ./lib/git/commit-files.js

/** As many links as Linux follows for one path. */
const mostHops = 40;
/** Links may multiply files; no set of manifests has so many. */
const mostFiles = 10_000;
/**
 * The files at and below `paths`, as a checked-out commit would show them: symbolic links are followed inside the
 * commit. A link that leaves it, leads to nothing or back to a folder above it, and a submodule are findings; an asked
 * path that the commit does not have is simply not there.
 */
function filesOf(tree, paths) {
    const files = new Map();
    const findings = new Map();
    const look = (path, above, asked) => {
        const node = nodeAt(tree, path);
        if (node === 'missing' && asked)
            return;
        const problem = files.size > mostFiles ? tooMany : typeof node === 'string' ? problems[node] : problemOf(node, above);
        if (problem !== undefined)
            findings.set(path, { ...problem, where: path });
        else if (typeof node === 'string')
            return;
        else if (node.kind === 'file')
            files.set(path, { path, object: node.object });
        else if (node.kind === 'folder') {
            for (const name of node.children.keys())
                look(external_node_path_.posix.join(path, name), [...above, node], false);
        }
    };
    for (const path of paths)
        look(path, [], true);
    return { files: [...files.values()], findings: [...findings.values()] };
}
const problems = {
    missing: { reason: 'broken-link', text: 'a symbolic link to nothing that is in the commit; remove it' },
    outside: {
        reason: 'outside-workspace',
        text: 'a symbolic link that leads out of the repository; put the file itself there',
    },
    endless: { reason: 'broken-link', text: 'a symbolic link that leads back to itself; remove it' },
};
const circular = { reason: 'broken-link', text: 'a symbolic link that leads back to a folder above it; remove it' };
const tooMany = { reason: 'too-many-files', text: `with it there are more than ${mostFiles} files` };
const elsewhere = {
    reason: 'submodule',
    text: 'is in a submodule, whose files belong to another repository; put the files themselves into this commit',
};
function problemOf(node, above) {
    if (node.kind === 'submodule')
        return elsewhere;
    return above.includes(node) ? circular : undefined;
}
/** Follows a path as the kernel would: `..` after a link belongs to what the link leads to. */
function nodeAt({ root, target }, path) {
    const ahead = path.split('/');
    const behind = [root];
    let hops = 0;
    for (let name = ahead.shift(); name !== undefined; name = ahead.shift()) {
        const here = behind.at(-1);
        if (name === '' || name === '.')
            continue;
        if (name === '..') {
            behind.pop();
            if (behind.length === 0)
                return 'outside';
            continue;
        }
        if (here?.kind === 'submodule')
            return here;
        const child = here?.kind === 'folder' ? here.children.get(name) : undefined;
        if (child === undefined)
            return 'missing';
        if (child.kind !== 'link') {
            behind.push(child);
            continue;
        }
        hops += 1;
        if (hops > mostHops)
            return 'endless';
        const to = target(child.object);
        if (external_node_path_.posix.isAbsolute(to))
            return 'outside';
        ahead.unshift(...to.split('/'));
    }
    return behind.at(-1) ?? root;
}

;// CONCATENATED MODULE: ./lib/git/tree.js

/** Reads `git ls-tree -r -z <commit>`, given byte by byte (latin1). */
function readTree(listing) {
    const root = { kind: 'folder', children: new Map() };
    for (const record of listing.split('\0').filter(text => text !== '')) {
        const [, mode = '', object = '', bytes = ''] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(record) ?? [];
        const path = Buffer.from(bytes, 'latin1').toString('utf8');
        put(root.children, path.split('/'), nodeOf(mode, object), path);
    }
    return root;
}
function nodeOf(mode, object) {
    if (mode === '120000')
        return { kind: 'link', object };
    if (mode === '160000')
        return { kind: 'submodule' };
    return { kind: 'file', object };
}
function put(root, names, node, path) {
    let folder = root;
    for (const [index, name] of names.entries()) {
        const last = index === names.length - 1;
        const there = folder.get(name);
        // git itself writes none of these. They would lead a reader out of the folder that it writes into.
        const taken = there !== undefined && (last || there.kind !== 'folder');
        if (taken || name === '' || name === '.' || name === '..')
            throw malformed(path);
        if (last)
            folder.set(name, node);
        else if (there?.kind === 'folder' && there.children instanceof Map)
            folder = there.children;
        else {
            const children = new Map();
            folder.set(name, { kind: 'folder', children });
            folder = children;
        }
    }
}
function malformed(path) {
    return new lib_errors/* UserError */.y('commit-malformed', `${JSON.stringify(path)}: no path that a commit can have; see what "git fsck" says about the repository`, { outcome: 'refused' });
}
/** Every object that a symbolic link of the tree is kept in. */
function linksOf(node) {
    if (node.kind === 'link')
        return [node.object];
    return node.kind === 'folder' ? [...node.children.values()].flatMap(linksOf) : [];
}

;// CONCATENATED MODULE: ./lib/git/export-commit.js







/**
 * Writes what the commit has at `paths` into a new folder inside `folder`, and gives that folder. It comes out of the
 * commit's own objects, so that neither the work tree nor the index, filters, attributes or a sparse checkout can make it
 * anything else, and nobody can change it before it is read. Links have been followed: the folder has plain files.
 *
 * Throws (refused) `wrong-commit` when the local repository does not have the commit, `outside-workspace`, `broken-link`,
 * `submodule` for what it cannot deploy; `commit-incomplete` when the repository lacks parts of it.
 */
async function exportCommit({ sha, paths, folder, ...around }) {
    const place = { ...around, workspace: await (0,promises_.realpath)(around.workspace).catch(() => around.workspace) };
    const root = await treeOf(place, sha);
    const links = await readBlobs(place, linksOf(root));
    const target = (object) => links.get(object)?.toString('utf8') ?? '';
    const { files, findings } = filesOf({ root, target }, paths);
    if (findings.length > 0)
        throw export_commit_refusal(findings);
    const blobs = await readBlobs(place, files.map(({ object }) => object));
    const written = await (0,promises_.mkdtemp)((0,external_node_path_.join)(folder, 'commit-'));
    for (const file of files)
        await write(written, file, blobs.get(file.object));
    return written;
}
async function treeOf(place, sha) {
    const args = ['ls-tree', '-r', '-z', '--full-tree', `${sha}^{commit}`];
    const { exitCode, stdout, stderr } = await (0,git/* git */.$)(place, args, { encoding: 'latin1' });
    if (exitCode === 0)
        return readTree(stdout);
    const said = stderr.trim().split('\n')[0] ?? '';
    throw new lib_errors/* UserError */.y('wrong-commit', `The checked-out repository does not have the deployment's commit ${sha} (${said}); check it out in a step before this one (actions/checkout with ref: the deployment's sha)`, { outcome: 'refused' });
}
async function write(folder, { path }, bytes) {
    const to = (0,external_node_path_.join)(folder, path);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(to), { recursive: true });
    try {
        // Never over another: where capitals do not count, two files of the commit may be one.
        await (0,promises_.writeFile)(to, bytes ?? '', { flag: 'wx' });
    }
    catch (thrown) {
        if (thrown.code !== 'EEXIST')
            throw thrown;
        const text = `another file of the commit has the same name but for capitals, which the runner's disk does not tell apart; rename one`;
        throw export_commit_refusal([{ reason: 'same-name', where: path, text }]);
    }
}
function export_commit_refusal(findings) {
    const [first] = findings;
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    return new lib_errors/* UserError */.y(first?.reason ?? 'wrong-commit', `${first?.where}: ${first?.text}${more}`, {
        outcome: 'refused',
        findings,
    });
}

;// CONCATENATED MODULE: ./lib/gomplate/environment.js

/** A port on loopback that nothing listens on (discard); a proxy there refuses every connection. */
const nowhere = 'http://127.0.0.1:9';
/**
 * The whole environment of gomplate: the same on every machine, and the variables of `secret-env`.
 *
 * The proxies lead nowhere, because gomplate has no switch against remote datasources. They stop http and https, and what
 * is built on them (Vault, Consul, cloud storage and metadata). They do not stop DNS, ssh, or servers on loopback,
 * which Go never asks through a proxy: templates come from the reviewed commit; this keeps them honest, it is no sandbox.
 */
function gomplateEnvironment(home, secretEnv) {
    const fixed = {
        PATH: '/usr/bin:/bin',
        HOME: home,
        TZ: 'UTC',
        LANG: 'C.UTF-8',
        HTTP_PROXY: nowhere,
        HTTPS_PROXY: nowhere,
        ALL_PROXY: nowhere,
        AWS_EC2_METADATA_DISABLED: 'true',
    };
    const taken = Object.keys(secretEnv).filter(name => name in fixed || /^(GOMPLATE_|NO_PROXY$|(https?|all|no)_proxy$)/.test(name));
    if (taken.length > 0) {
        throw new lib_errors/* UserError */.y('bad-input', `Input "secret-env": ${taken.join(', ')} would change how gomplate itself runs; use another name`);
    }
    return { ...fixed, ...secretEnv };
}

;// CONCATENATED MODULE: ./lib/gomplate/remote-sources.js
/** gomplate's functions that read an address given as an argument. */
const readers = /(?<![.$\w])(?:data\.)?(?:datasource|ds|include|defineDatasource|datasourceReachable|Datasource|Include|DefineDatasource|DatasourceReachable)\b/;
/** gomplate's functions that ask a network by themselves. */
const lookups = /(?<![.$\w])(?:net\.Lookup\w+|aws\.\w+|gcp\.\w+|ec2(?:meta|dynamic|region|tags?))\b/;
const localSchemes = new Set(['file', 'stdin', 'env', 'merge']);
/**
 * Finds what would make the template depend on more than the commit: remote datasources and lookups, as far as they are
 * written out. This is for a clear line, not a sandbox: addresses put together from parts, and functions reached through
 * a variable, pass.
 */
function remoteSources(template) {
    const found = [];
    for (const { offset, code, texts } of actionsIn(template)) {
        const line = template.slice(0, offset).split('\n').length;
        const lookup = lookups.exec(code)?.[0];
        if (lookup !== undefined)
            found.push({ line, what: lookup });
        if (!readers.test(code))
            continue;
        const schemes = texts.map(text => /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase());
        const remote = schemes.find(scheme => scheme !== undefined && !localSchemes.has(scheme));
        if (remote !== undefined)
            found.push({ line, what: `${remote}:` });
    }
    return found;
}
const stringLiteral = /"((?:\\.|[^"\\])*)"|`([^`]*)`/g;
/** The actions of a template; a `}}` inside a string does not end one. */
function actionsIn(template) {
    const action = /\{\{(?!-?\s*\/\*)((?:"(?:\\.|[^"\\])*"|`[^`]*`|(?!\}\})[\s\S])*)\}\}/g;
    return [...template.matchAll(action)].map(match => {
        const inner = match[1] ?? '';
        const texts = [...inner.matchAll(stringLiteral)].map(literal => literal[1] ?? literal[2] ?? '');
        return { offset: match.index, code: inner.replace(stringLiteral, '""'), texts };
    });
}

;// CONCATENATED MODULE: ./lib/gomplate/template-error.js
/** Reads gomplate's JSON lines; a line that is none counts as an error as it stands. */
function readStderr(stderr) {
    const errors = [];
    const warnings = [];
    for (const line of stderr.split('\n').filter(text => text.trim() !== '')) {
        const { level, text } = readLine(line);
        if (level === 'WARN')
            warnings.push(text);
        else if (level === 'ERROR')
            errors.push(text);
    }
    return { errors, warnings };
}
function readLine(line) {
    try {
        const { level, msg, err } = JSON.parse(line);
        const text = [msg, err].filter(part => typeof part === 'string' && part !== '').join(': ');
        return { level: String(level), text };
    }
    catch {
        return { level: 'ERROR', text: line };
    }
}
/**
 * Turns gomplate's error into one line with the place people know. `files` maps the paths gomplate saw to those of the
 * templates. Without a place in it, it is not about a template: `undefined`.
 */
function templateFinding(error, files) {
    for (const [path, file] of files) {
        const at = error.indexOf(`template: ${path}:`);
        if (at < 0)
            continue;
        const [, line, rest] = /^(\d+)(?::\d+)?: ([\s\S]*)$/.exec(error.slice(at + `template: ${path}:`.length)) ?? [];
        if (line === undefined || rest === undefined)
            continue;
        return {
            reason: 'render-failed',
            where: `${file}:${line}`,
            text: template_error_problemOf(rest).replaceAll(path, file).replace(/\s+/g, ' '),
        };
    }
    return undefined;
}
/** The problem in a person's words, from `executing "…" at <.deploy.values.x>: map has no entry for key "x"`. */
function template_error_problemOf(text) {
    const [, expression, problem] = /^executing ".*?" at <(.*?)>: ([\s\S]*)$/.exec(text) ?? [];
    if (expression === undefined || problem === undefined)
        return text;
    const key = /^map has no entry for key "(.*)"$/.exec(problem)?.[1];
    if (key === undefined)
        return `${problem} (at ${expression})`;
    const owner = ownerOf(expression, key);
    if (owner === '.Env')
        return `no variable "${key}" in .Env; templates see the variables that the input "secret-env" names`;
    return `no key "${key}" in ${owner}`;
}
/** What the missing key was looked for in: `.deploy.values` for `replicas` in `.deploy.values.replicas`. */
function ownerOf(expression, key) {
    const at = `${expression}.`.indexOf(`.${key}.`);
    if (at < 0)
        return expression;
    return at === 0 ? 'the context (templates see .deploy and .Env)' : expression.slice(0, at);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./lib/gomplate/templates.js




/**
 * All files below the templates folder. Throws (refused) `no-templates` when there is no folder or no manifest in it,
 * `outside-workspace` when a symbolic link leads out: what is not in the commit must not be deployed with it.
 */
function listTemplates(workspace, folder) {
    const root = (0,external_node_fs_.realpathSync)(workspace);
    const files = filesBelow({ root, workspace }, folder, []);
    const isManifest = (file) => /\.(ya?ml|json)(\.tmpl)?$/.test(file);
    const manifests = files.filter(isManifest);
    if (manifests.length > 0)
        return { manifests, others: files.filter(file => !isManifest(file)) };
    const instead = files.length === 0 ? 'it is empty' : `it holds only ${templates_listed(files)}`;
    throw refused('no-templates', `${folder}: no template in it (*.yaml, *.yml or *.json, with or without .tmpl): ${instead}; check the input "templates"`);
}
/** The first few of a list, for one line. */
function templates_listed(names) {
    const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
    return names.slice(0, 5).join(', ') + more;
}
function filesBelow(place, folder, above) {
    const real = realPath(place, folder);
    if (above.includes(real))
        throw refused('no-templates', `${folder}: a symbolic link that leads back to a folder above it; remove it`);
    return namesIn(place, folder).flatMap(name => {
        const path = external_node_path_.posix.join(folder, name);
        const kind = (0,external_node_fs_.statSync)(realPath(place, path));
        if (kind.isDirectory())
            return filesBelow(place, path, [...above, real]);
        return kind.isFile() ? [path] : [];
    });
}
function namesIn({ workspace }, folder) {
    try {
        return (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(workspace, folder)).sort();
    }
    catch (cause) {
        throw refused('no-templates', `${folder}: not a folder that can be read (${(0,lib_errors/* messageOf */.b)(cause)}); check the input "templates"`);
    }
}
function realPath({ root, workspace }, path) {
    let real;
    try {
        real = (0,external_node_fs_.realpathSync)((0,external_node_path_.join)(workspace, path));
    }
    catch {
        throw refused('no-templates', `${path}: not in the checked-out commit, or a symbolic link to nothing; check the input "templates"`);
    }
    if ((0,workspace_path/* isInside */.F)(root, real))
        return real;
    throw refused('outside-workspace', `${path}: a symbolic link that leads out of the checked-out repository; put the file itself there`);
}
function refused(reason, message) {
    return new lib_errors/* UserError */.y(reason, message, { outcome: 'refused' });
}

;// CONCATENATED MODULE: ./lib/gomplate/values.js





/** Reads values files (paths relative to the workspace) and merges them in order. Throws (refused) with every finding. */
async function readValues(workspace, files) {
    let values = {};
    const findings = [];
    for (const file of files) {
        const text = await values_textOf(workspace, file);
        const parsed = typeof text === 'string' ? parseValues(file, text) : [text];
        if (Array.isArray(parsed))
            findings.push(...parsed);
        else
            values = merged(values, parsed);
    }
    const [first] = findings;
    if (first === undefined)
        return values;
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    throw new lib_errors/* UserError */.y(first.reason, `${first.where}: ${first.text}${more}`, { outcome: 'refused', findings });
}
/**
 * One values file, YAML or JSON: a mapping, or nothing. What YAML 1.1 and 1.2 read differently or JSON cannot carry is a
 * finding: a file mode written 0440 must not silently become 440.
 */
function parseValues(file, text) {
    const lines = new dist/* LineCounter */.HN();
    const invalid = (offset, problem) => ({
        reason: 'values-invalid',
        where: `${file}:${lines.linePos(offset).line}`,
        text: problem,
    });
    const document = (0,dist/* parseDocument */.Tp)(text.replace(/^\uFEFF/, ''), { lineCounter: lines, merge: true, prettyErrors: false });
    if (document.errors.length > 0) {
        // Only the parser's own words: its excerpts of the text are of no use in one line.
        return document.errors.map(({ pos, message }) => invalid(pos[0], `not YAML: ${message.replace(/\s+/g, ' ')}`));
    }
    const contents = document.contents;
    if (contents === null || ((0,dist/* isScalar */.jn)(contents) && contents.value === null))
        return {};
    if (!(0,dist/* isMap */.jh)(contents))
        return [invalid(contents.range?.[0] ?? 0, 'not a mapping; values are `name: value` pairs')];
    const numbers = misleadingNumbers(document).map(({ offset, problem }) => invalid(offset, problem));
    if (numbers.length > 0)
        return numbers;
    try {
        return document.toJS({ maxAliasCount: 100 });
    }
    catch {
        return [invalid(0, 'its aliases do not resolve, or there are too many')];
    }
}
function misleadingNumbers(document) {
    const found = [];
    (0,dist/* visit */.YR)(document, {
        Scalar: (_, { value, source = '', range }) => {
            if (typeof value !== 'number')
                return;
            const offset = range?.[0] ?? 0;
            if (/^[-+]?0\d/.test(source)) {
                found.push({
                    offset,
                    problem: `${source} is octal to some and decimal to others; write it in quotes, or as a decimal number`,
                });
            }
            else if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
                found.push({ offset, problem: `${source} cannot be kept exactly as a number; write it in quotes` });
            }
        },
    });
    return found;
}
/** Mappings are merged, everything else is replaced; the later one wins. */
function merged(base, over) {
    // Not by assignment: a key named __proto__ must stay a key.
    const entries = new Map(Object.entries(base));
    for (const [key, value] of Object.entries(over)) {
        const before = entries.get(key);
        entries.set(key, isMapping(before) && isMapping(value) ? merged(before, value) : value);
    }
    return Object.fromEntries(entries);
}
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
async function values_textOf(workspace, file) {
    try {
        const path = await (0,promises_.realpath)((0,external_node_path_.join)(workspace, file));
        if (!(0,workspace_path/* isInside */.F)(await (0,promises_.realpath)(workspace), path)) {
            const text = 'a symbolic link that leads out of the checked-out repository; put the file itself there';
            return { reason: 'outside-workspace', where: file, text };
        }
        return await (0,promises_.readFile)(path, 'utf8');
    }
    catch {
        const text = 'no such values file in the checked-out commit; check the input "values"';
        return { reason: 'values-unreadable', where: file, text };
    }
}

;// CONCATENATED MODULE: ./lib/gomplate/render.js








/** Renders the templates of the commit; all or nothing. Throws (refused) with the file and line of what is wrong. */
async function renderTemplates(rendering) {
    const { paths, log } = rendering;
    const { manifests, others } = listTemplates(paths.workspace, paths.templates);
    if (others.length > 0)
        log.info(`Left out, no manifests by their names: ${templates_listed(others)}`);
    const values = await readValues(paths.workspace, paths.values);
    const templates = await Promise.all(manifests.map(async (file) => ({ file, text: await (0,promises_.readFile)((0,external_node_path_.join)(paths.workspace, file), 'utf8') })));
    refuseRemoteSources(templates);
    // gomplate leaves truncated files behind when it fails: they are in a folder of their own and read only on success.
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(rendering.folder, 'gomplate-'));
    try {
        return await run(rendering, folder, templates, { ...rendering.context, values });
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function run({ gomplate, exec, secretEnv, masks, log, signal }, folder, templates, deploy) {
    // Copies under plain names: whatever a file is called, gomplate sees no comma, colon or ignore file in it.
    const [inputs, outputs, empty] = [(0,external_node_path_.join)(folder, 'in'), (0,external_node_path_.join)(folder, 'out'), (0,external_node_path_.join)(folder, 'empty')];
    for (const created of [inputs, outputs, empty])
        await (0,promises_.mkdir)(created);
    const jobs = templates.map(({ file, text }, index) => ({
        file,
        text,
        input: (0,external_node_path_.join)(inputs, `${index}.tmpl`),
        output: (0,external_node_path_.join)(outputs, String(index)),
    }));
    await Promise.all(jobs.map(job => (0,promises_.writeFile)(job.input, job.text)));
    const config = (0,external_node_path_.join)(folder, 'gomplate.yaml');
    await (0,promises_.writeFile)(config, configuration(jobs));
    const env = gomplateEnvironment(empty, secretEnv);
    const how = { env, cwd: empty, signal, timeoutMs: 2 * 60_000 };
    const result = await exec(gomplate, ['--config', config], { ...how, input: JSON.stringify(deploy) });
    for (const line of readStderr(result.stderr).warnings)
        log.warning(`gomplate: ${line}`);
    if (result.exitCode !== 0)
        throw render_failure(gomplate, result, new Map(jobs.map(job => [job.input, job.file])), masks);
    // gomplate does not write a file that would be blank.
    const textIn = (path) => (0,promises_.readFile)(path, 'utf8').catch(() => '');
    return Promise.all(jobs.map(async ({ file, output }) => ({ file, text: await textIn(output) })));
}
/** The context has a name, because a root context (`.`) would take `.Env` away. JSON is YAML. */
function configuration(jobs) {
    return JSON.stringify({
        inputFiles: jobs.map(({ input }) => input),
        outputFiles: jobs.map(({ output }) => output),
        context: { deploy: { url: 'stdin:///deploy.json' } },
        missingKey: 'error',
    });
}
/** gomplate stops at the first template that fails. Its words may quote values, so they are redacted. */
function render_failure(gomplate, { exitCode, stderr, stdout }, files, masks) {
    const errors = readStderr(stderr).errors.map(error => masks.redact(error));
    for (const error of errors) {
        const finding = templateFinding(error, files);
        if (finding !== undefined)
            return render_refusal([finding]);
    }
    const said = (errors[0] ?? masks.redact(stdout).trim().split('\n')[0] ?? '').replace(/\s+/g, ' ');
    return new lib_errors/* UserError */.y('gomplate-broken', `${gomplate} ended with exit code ${exitCode}${said === '' ? '' : `: ${said}`}`);
}
function refuseRemoteSources(templates) {
    const findings = templates.flatMap(({ file, text }) => remoteSources(text).map(({ line, what }) => ({
        reason: 'remote-datasource',
        where: `${file}:${line}`,
        text: `${what} would ask another machine, and the same commit could render differently; put what is needed into the values files or "secret-env"`,
    })));
    if (findings.length > 0)
        throw render_refusal(findings);
}
function render_refusal(findings) {
    const [first] = findings;
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    return new lib_errors/* UserError */.y(first?.reason ?? 'render-failed', `${first?.where}: ${first?.text}${more}`, {
        outcome: 'refused',
        findings,
    });
}

;// CONCATENATED MODULE: ./lib/kubernetes/manifests/kubectl-yaml.js
/**
 * Plain scalars that kubectl reads otherwise than YAML 1.2 does: old booleans, octal numbers by a leading zero,
 * underscores in numbers. `defaultMode: 0644` must mean here what it means to kubectl, or files get another mode.
 * Found by asking kubectl; unlike YAML 1.1, it takes times and dates as texts.
 */
const KUBECTL_SCALARS = [
    scalar('bool', /^(?:y|Y|yes|Yes|YES|on|On|ON)$/, () => true),
    scalar('bool', /^(?:n|N|no|No|NO|off|Off|OFF)$/, () => false),
    scalar('int', /^[-+]?0_*[0-7][0-7_]*$/, text => integer(text, 8)),
    scalar('int', /^[-+]?0b[01_]+$/, text => integer(text.replace('0b', ''), 2)),
    scalar('int', /^[-+]?[0-9][0-9_]*_[0-9_]*$/, text => integer(text, 10)),
    scalar('float', /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?$/, text => Number(text.replaceAll('_', ''))),
];
/** The tags to read manifests with: kubectl's where it differs, the core schema's for the rest. */
function kubectlTags(core) {
    return [...KUBECTL_SCALARS, ...core];
}
function scalar(type, test, resolve) {
    return { tag: `tag:yaml.org,2002:${type}`, default: true, test, resolve };
}
function integer(text, base) {
    return Number.parseInt(text.replaceAll('_', ''), base);
}

;// CONCATENATED MODULE: ./lib/kubernetes/manifests/yaml-problem.js
/** What each error of the parser means, without its own words: they quote the text, which could be a Secret. */
const WORDS = {
    ALIAS_PROPS: 'an alias cannot have a tag or an anchor',
    BAD_ALIAS: 'an alias has no name, or a name with a colon at its end',
    BAD_COLLECTION_TYPE: 'a list or mapping has a tag of something else',
    BAD_DIRECTIVE: 'a directive (a line that begins with %) is not known or not complete',
    BAD_DQ_ESCAPE: 'a text in double quotes has an escape that does not exist',
    BAD_INDENT: 'the indentation does not fit',
    BAD_PROP_ORDER: 'a tag or an anchor stands in the wrong place',
    BAD_SCALAR_START: 'a text begins with a character that is reserved; put it in quotes',
    BLOCK_AS_IMPLICIT_KEY: 'a mapping stands on the line of a key, as in "a: b: c"; put texts with a colon in quotes',
    BLOCK_IN_FLOW: 'an indented list or mapping stands within [] or {}',
    DUPLICATE_KEY: 'a key is there twice',
    IMPOSSIBLE: 'it cannot be read',
    KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters; is a colon or a quote missing?',
    MISSING_CHAR: 'something is missing: a colon after a key, a comma, a closing quote or bracket',
    MULTILINE_IMPLICIT_KEY: 'a key goes over several lines; is a colon or a quote missing?',
    MULTIPLE_ANCHORS: 'a value has two anchors',
    MULTIPLE_DOCS: 'there are several documents where one is expected',
    MULTIPLE_TAGS: 'a value has two tags',
    NON_STRING_KEY: 'a key is not a text',
    RESOURCE_EXHAUSTION: 'it is nested too deeply or too large',
    TAB_AS_INDENT: 'a tab is used as indentation; use spaces',
    TAG_RESOLVE_FAILED: 'a tag does not fit its value',
    UNEXPECTED_TOKEN: 'something stands where it cannot, after a quote, a bracket, or the | or > of a text',
};
/** What is wrong with a text that is no YAML: words and code. */
function yamlProblem(code) {
    return `${WORDS[code] ?? WORDS.IMPOSSIBLE} (${code})`;
}

;// CONCATENATED MODULE: ./lib/kubernetes/manifests/parse.js






/**
 * Reads rendered files as multi-document YAML. Documents without content are nothing: templates often render to a
 * comment alone. `List` kinds are taken apart. `image` is the reference that is to be deployed, by digest: containers
 * from its repository must have exactly that. Throws one `UserError` (refused) that holds every finding of the set.
 */
function parseManifests(files, options = {}) {
    const findings = [];
    const manifests = files.flatMap(file => readFile(file, findings));
    if (manifests.length === 0 && findings.length === 0) {
        throw new lib_errors/* UserError */.y('empty-set', 'The templates render to no object at all: nothing would be deployed', {
            outcome: 'refused',
        });
    }
    const checked = checkSet(manifests, options.image);
    findings.push(...checked.findings);
    const [first] = findings;
    if (first !== undefined)
        throw parse_refusal(first, findings);
    return { manifests, warnings: checked.warnings };
}
function parse_refusal(first, findings) {
    const reason = findings.every(finding => finding.reason === first.reason) ? first.reason : 'manifests';
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    return new lib_errors/* UserError */.y(reason, `${first.where}: ${first.text}${more}`, { outcome: 'refused', findings });
}
function readFile({ file, text }, findings) {
    const lines = new dist/* LineCounter */.HN();
    const lineAt = (offset) => lines.linePos(offset).line;
    const refuse = (line, problem) => {
        findings.push({ reason: 'not-a-manifest', where: `${file}:${line}`, text: problem });
    };
    const found = [];
    const options = {
        lineCounter: lines,
        version: '1.2',
        merge: true,
        prettyErrors: false,
        customTags: kubectlTags,
    };
    for (const document of (0,dist/* parseAllDocuments */.hR)(text, options)) {
        const [error] = document.errors;
        if (error !== undefined) {
            refuse(lineAt(error.pos[0]), `not YAML: ${yamlProblem(error.code)}`);
            continue;
        }
        if (document.contents === null)
            continue;
        const line = lineAt(document.contents.range?.[0] ?? 0);
        const value = plain(document, problem => refuse(line, problem));
        if (value === null || value === undefined)
            continue;
        if (!(0,dist/* isMap */.jh)(document.contents) || !(0,api_objects/* isMapping */.pi)(value)) {
            refuse(line, 'an object is a mapping with apiVersion, kind and metadata; this is none');
            continue;
        }
        for (const item of expand(value)) {
            const problem = parse_problemOf(item);
            if (problem === undefined)
                found.push({ object: item, file, line });
            else
                refuse(line, problem);
        }
    }
    return found;
}
function plain(document, refuse) {
    try {
        // The limit stops documents that blow up by nested aliases.
        return document.toJS({ maxAliasCount: 100 });
    }
    catch {
        refuse('not YAML that can be read: its aliases do not resolve, or there are too many');
        return undefined;
    }
}
function expand(value) {
    const list = typeof value.kind === 'string' && value.kind.endsWith('List') && Array.isArray(value.items);
    return list ? value.items.flatMap(item => ((0,api_objects/* isMapping */.pi)(item) ? expand(item) : [item])) : [value];
}
function parse_problemOf(value) {
    if (!(0,api_objects/* isMapping */.pi)(value))
        return 'an object is a mapping with apiVersion, kind and metadata; this is none';
    const metadata = (0,api_objects/* isMapping */.pi)(value.metadata) ? value.metadata : {};
    if (!isText(value.apiVersion))
        return `${isText(value.kind) ? `this ${value.kind}` : 'the object'} has no apiVersion`;
    if (!isText(value.kind))
        return 'the object has no kind';
    if (isText(metadata.generateName) && !isText(metadata.name)) {
        return `the ${value.kind} uses generateName: every deployment would make another one; give it a name`;
    }
    if (!isText(metadata.name))
        return `the ${value.kind} has no metadata.name`;
    if (metadata.namespace !== undefined && !isText(metadata.namespace)) {
        return `the namespace of ${value.kind}/${metadata.name} is not a text`;
    }
    return undefined;
}
function isText(value) {
    return typeof value === 'string' && value !== '';
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./lib/tools/checksum.js



/** The SHA-256 of a file, in hex. */
async function sha256Of(path) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(path), hash);
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./lib/tools/download.js




/** A mirror that accepts the connection and then says nothing must not use up the deployment's whole time. */
const downloadLimitMs = 5 * 60_000;
/** The tool from the runner's cache or from its address, verified before anybody can run it in both cases. */
async function downloaded(download, { log, toolCache, signal, }) {
    const { tool, version, url, sha256 } = download;
    // Loaded only when it is needed: it is heavy, and most runs have their tools on the PATH.
    const cache = toolCache ?? (await __webpack_require__.e(/* import() */ 805).then(__webpack_require__.bind(__webpack_require__, 9805)));
    const folder = cache.find(tool, version);
    if (folder !== '') {
        const path = (0,external_node_path_.join)(folder, tool);
        if ((await sha256Of(path).catch(() => 'unreadable')) === sha256)
            return { path, origin: 'from the tool cache, checksum verified' };
        log.warning(`${tool} ${version} in the tool cache (${folder}) does not have the expected checksum: it is downloaded again`);
    }
    const file = await fetched(download, cache, signal);
    try {
        const got = await sha256Of(file);
        if (got !== sha256) {
            throw new lib_errors/* UserError */.y('checksum-mismatch', `${url} does not have the expected checksum and was not run: expected SHA-256 ${sha256}, got ${got}; check "${download.inputs.baseUrl}" (is it an unchanged copy of the release?) and "${download.inputs.checksum}"`);
        }
        await (0,promises_.chmod)(file, 0o755);
        const path = (0,external_node_path_.join)(await cache.cacheFile(file, tool, tool, version), tool);
        return { path, origin: `downloaded from ${url}, checksum verified` };
    }
    finally {
        await (0,promises_.rm)(file, { force: true });
    }
}
/**
 * The downloaded file. The library retries what may be temporary; it hears no signal, so that nobody waits for it any
 * longer when there is one.
 */
async function fetched({ tool, version, url, authorization, inputs }, cache, signal) {
    signal?.throwIfAborted();
    const over = new AbortController();
    const limit = AbortSignal.timeout(downloadLimitMs);
    const givenUp = new Promise((_, reject) => {
        const once = { once: true, signal: over.signal };
        const tooLong = new Error(`no end after ${downloadLimitMs / 60_000} minutes`);
        limit.addEventListener('abort', () => reject(tooLong), once);
        signal?.addEventListener('abort', () => reject(signal.reason), once);
    });
    try {
        return await Promise.race([cache.downloadTool(url, undefined, authorization), givenUp]);
    }
    catch (cause) {
        signal?.throwIfAborted();
        throw new lib_errors/* UserError */.y('download-failed', `${tool} ${version} could not be downloaded from ${url}: ${(0,lib_errors/* messageOf */.b)(cause)}; check "${inputs.baseUrl}", or put ${tool} ${version} on the PATH`, { cause });
    }
    finally {
        over.abort();
    }
}

;// CONCATENATED MODULE: ./lib/tools/mirror.js

/**
 * Reads a base URL. Credentials in it (`https://user:password@mirror.example`) become a header: addresses are written to logs and
 * errors. Plain http is taken: what is downloaded is worth nothing without its checksum. Throws `bad-input`.
 */
function readMirror(text, input) {
    const url = URL.parse(text);
    if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
        // The text itself is not shown: it may hold a password.
        throw new lib_errors/* UserError */.y('bad-input', `Input "${input}" is not an http or https address; give one such as https://mirror.example/gomplate`);
    }
    const login = [url.username, url.password].map(part => decodeURIComponent(part)).join(':');
    if (url.protocol === 'http:' && login !== ':' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) {
        throw new lib_errors/* UserError */.y('bad-input', `Input "${input}" sends a password over plain http; use https`);
    }
    return {
        url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
        authorization: login === ':' ? undefined : `Basic ${Buffer.from(login).toString('base64')}`,
    };
}

;// CONCATENATED MODULE: ./lib/tools/pinned.js
/**
 * The gomplate releases that this action knows, with the SHA-256 of each binary as its maker publishes them
 * (`checksums-v<version>_sha256.txt` beside the binaries).
 */
const gomplateChecksums = {
    '4.3.3': {
        'linux-amd64': 'ca281666e86f2f09218c1653e1908f572c0e349e9de64cb4ea93ade9333f0596',
        'linux-arm64': '25bd73720ff470cec0dfaa31ca2c436b30f86142db9af68382ce64e0f3e7b9c5',
        'darwin-amd64': '3bd05501b63c407d7647a14cc1e37bf04f8bb40de90e9d5ac80598e45a658235',
        'darwin-arm64': 'a3f6dd646d73840737e98fec6296e5c9ca95fcdd21fbdd0f4591aceab06f926d',
    },
    '5.0.0': {
        'linux-amd64': '084469b46bd5d7da3acd7a8255fac1fb31d3fe054d717c3d4850f14624fbb177',
        'linux-arm64': 'a5759bf822b9b350e31633481af63d0fedcfc6f8837470abd9bf0223729b8a51',
        'darwin-amd64': 'eb885d994eb63170fe1e3c58e022df40e86eb342f24c910df6d0f58dff39610e',
        'darwin-arm64': '89187f06c3d4cf6af7ae764a9efd37c5749f77bf1238435083215f9924fa9b02',
    },
    '5.1.0': {
        'linux-amd64': 'b48d0eae35540fa0dff0c69372b59a6f8f146e3cf5df77b775670894e14b3315',
        'linux-arm64': '7677c41d171d25f87a0890201f6b261729c4bf1ab793237dbb33a4c1b0585c07',
        'darwin-amd64': '11a1e205a55703797bfdf66ca820ddbe5007db86f96f441d8db7f0d734633b7a',
        'darwin-arm64': '19641d717b9e82ce12f65fbca6408f804f8cdbe8ba5975567f19198cfd6a2aec',
    },
    '5.2.0': {
        'linux-amd64': 'a235564c12f12e755c06e3ab2af414ab1e3f5b1f142eb82ea2d8086145670a81',
        'linux-arm64': 'f445888455c30fa80a3ddce1643baadcdbe1a0207eb6c0de300a38a2c3fb64a2',
        'darwin-amd64': 'a02249bfc8f4b04884206541bece6d17f704cd16a15c942a5dbc99c716aabb9a',
        'darwin-arm64': 'c98586205d84e2c6af7d3efa86ae11071aaafda81f592bc979f822638a9d4ec1',
    },
};
/** The machine's platform in these words; `undefined` for one that has no pinned binaries. */
function platformOf(os, arch) {
    const words = { x64: 'amd64', arm64: 'arm64' };
    const word = words[arch];
    return (os === 'linux' || os === 'darwin') && (word === 'amd64' || word === 'arm64') ? `${os}-${word}` : undefined;
}

;// CONCATENATED MODULE: ./lib/tools/gomplate.js





/** Finds gomplate: the one on the PATH if it has exactly the wanted version, else one with the right checksum. */
async function findGomplate(wanted) {
    const { version } = wanted;
    if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) {
        throw new lib_errors/* UserError */.y('bad-input', `Input "gomplate-version" is ${JSON.stringify(version)}; write a full version such as 5.1.0`);
    }
    const onPath = await gomplateOnPath(wanted);
    if (onPath !== undefined)
        return { path: onPath, version, origin: `from the PATH (${onPath})` };
    const found = await downloaded(pinnedDownload(wanted), wanted);
    return { ...found, version };
}
async function gomplateOnPath({ version, exec, env, log, signal }) {
    const path = (0,program_path/* programOnPath */.B)('gomplate', env.PATH);
    if (path === undefined)
        return undefined;
    const { exitCode, stdout } = await exec(path, ['--version'], { env, signal, timeoutMs: 15_000 });
    const found = /\bv?(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1];
    if (exitCode === 0 && found === version)
        return path;
    const why = found === undefined ? 'does not say its version' : `is version ${found}`;
    log.info(`${path} ${why}, wanted is ${version}: it is not used`);
    return undefined;
}
function pinnedDownload(wanted) {
    const { version } = wanted;
    const { os, arch } = wanted.platform ?? { os: process.platform, arch: process.arch };
    const platform = platformOf(os, arch);
    if (platform === undefined) {
        throw new lib_errors/* UserError */.y('unsupported-platform', `There is no gomplate for ${os} on ${arch} that this action knows; use a Linux or macOS runner on x64 or arm64, or put gomplate ${version} on the PATH`);
    }
    const mirror = readMirror(wanted.baseUrl, 'gomplate-base-url');
    return {
        tool: 'gomplate',
        version,
        url: `${mirror.url}/v${version}/gomplate_${platform}`,
        authorization: mirror.authorization,
        sha256: checksumOf(wanted, gomplateChecksums[version]?.[platform]),
        inputs: { checksum: 'gomplate-checksum', baseUrl: 'gomplate-base-url' },
    };
}
function checksumOf({ version, checksum }, pinned) {
    if (checksum !== undefined) {
        if (/^[0-9a-f]{64}$/i.test(checksum))
            return checksum.toLowerCase();
        throw new lib_errors/* UserError */.y('bad-input', `Input "gomplate-checksum" is not a SHA-256; give its 64 hexadecimal digits`);
    }
    if (pinned !== undefined)
        return pinned;
    throw new lib_errors/* UserError */.y('unknown-version', `The checksum of gomplate ${version} is not known here (known: ${Object.keys(gomplateChecksums).join(', ')}); give it in the input "gomplate-checksum", or use a known version`);
}

;// CONCATENATED MODULE: ./lib/delivery/release/render.js






/**
 * Renders the templates as they are in the commit, not in the work tree, and reads the objects; secrets found in them are
 * masked before anything else is started.
 */
async function render(it) {
    const { exec, log, masks, signal, folder, paths, childEnv: env } = it;
    const gomplate = await findGomplate({ ...it.inputs.gomplate, exec, log, env, signal });
    log.info(`gomplate ${gomplate.version} ${gomplate.origin}`);
    const exported = await exportCommit({
        workspace: paths.workspace,
        sha: it.deploy.commit,
        paths: [paths.templates, ...paths.values],
        folder,
        exec,
        env,
        signal,
    });
    const files = await renderTemplates({
        gomplate: gomplate.path,
        paths: { ...paths, workspace: exported },
        context: it.deploy,
        secretEnv: it.inputs.secretEnv,
        folder,
        exec,
        masks,
        log,
        signal,
    });
    const set = parseManifests(files, { image: it.deploy.image });
    masks.addAll(secretValues(set));
    for (const { object, file, line } of set.manifests)
        log.info(`${(0,api_objects/* nameOf */.Vb)(object)} ${file}:${line}`);
    return set;
}

;// CONCATENATED MODULE: ./lib/delivery/release/run.js


















/**
 * Runs one deployment to its end. Rejects only where there is no deployment to end: before it is known whether it is ours.
 * Everything after that is an ending, written as the deployment's last status.
 */
async function runDeployment(inputs, context, effects) {
    const started = effects.clock.now();
    // Before anything else may print or start: nothing of these may ever be seen.
    for (const [name, value] of Object.entries(inputs.secretEnv))
        effects.masks.add(value, name);
    if (inputs.slack !== undefined)
        effects.masks.add(inputs.slack.token, 'slack-token');
    const over = new AbortController();
    const limit = AbortSignal.any([effects.signal, deadline(effects.clock, inputs.timeoutMs, over.signal)]);
    const connect = (0,status_writer/* connector */.M3)(inputs.token, context, effects);
    const github = connect(limit);
    try {
        const asked = await (0,request/* readAsked */.v)(github, (0,run_context/* namedDeployment */.tU)(context, inputs.deploymentId));
        return await new Run({ inputs, context, effects, github, connect, asked, started, limit }).toItsEnd();
    }
    finally {
        over.abort();
    }
}
/** One deployment of ours on its way; its steps in the order they are taken. */
class Run {
    #way;
    #report;
    #statuses;
    /** What Slack is told, where it is to be told. */
    #told;
    /** Whether the deployment is known to be ours: `pre` has taken it, or the policy says so. */
    #isOurs;
    constructor(way) {
        this.#way = way;
        const { context, effects, connect, asked } = way;
        this.#isOurs = effects.recall('deployment') === String(asked.deployment.id);
        this.#report = (0,status_writer/* reportOn */.Sb)(asked.deployment, context);
        // The end is written also when somebody has stopped the run: then above all.
        const writer = (github) => (status) => (0,status_writer/* writeStatus */.Kn)(github, asked.deployment.id, status, context, effects.masks);
        this.#statuses = new Statuses({ step: signal => writer(connect(signal)), end: writer(connect()) }, effects);
    }
    async toItsEnd() {
        const { asked, context, effects, github, started } = this.#way;
        let ending;
        try {
            const taken = await (0,request/* take */.s)(github, asked, context.repository, context, () => {
                this.#isOurs = true;
            });
            if (taken.kind === 'left') {
                const { id: deploymentId, environment } = asked.deployment;
                return { ...taken, deploymentId, environment };
            }
            effects.remember('deployment', String(asked.deployment.id));
            effects.remember('begun', 'true');
            this.#statuses.alreadyWritten(taken.written);
            ending = await this.#deploy(taken.request);
        }
        catch (thrown) {
            ending = (0,endings/* endingOfThrown */.H9)(thrown, this.#report, effects.signal);
            // It may be another tool's: nothing is written to it, but for a policy that says to nobody what is whose.
            if (!this.#isOurs && ending.outcome !== 'refused')
                throw thrown;
            if (ending.reason === 'bug')
                effects.log.info(stackOf(thrown));
        }
        ending = (0,endings/* redacted */.pc)(ending, text => effects.masks.redact(text));
        const ms = effects.clock.now() - started;
        const unwritten = await this.#writeEnd(ending);
        await this.#tellEnd(ending, ms, unwritten === undefined);
        const result = { kind: 'ours', report: this.#report, ending, ms };
        return unwritten === undefined ? result : { ...result, unwritten };
    }
    /** Resolves with why the last status could not be written, if so. */
    async #writeEnd(ending) {
        const { remember } = this.#way.effects;
        // What could not be written is tried once more by post, and is the truth also when this process is killed meanwhile.
        remember('end', (0,run_state/* keptEnding */.C)(ending));
        try {
            await this.#statuses.end((0,status_writer/* lastStatus */.by)(ending));
            remember('ended', 'true');
            return undefined;
        }
        catch (thrown) {
            return (0,lib_errors/* messageOf */.b)(thrown);
        }
    }
    /** Only now, when GitHub has the end: Slack may take its time, but nobody waits for it before. */
    async #tellEnd(ending, ms, written) {
        // Where the story could not be opened, post has it from pre.
        if (this.#told === undefined)
            return;
        const { log, masks, remember } = this.#way.effects;
        const report = this.#report;
        const open = written ? [] : ['GitHub could not be told: there the deployment still looks as if it were under way.'];
        const ended = { report, ending, ms, redact: (text) => masks.redact(text) };
        const problem = await this.#told.story.end(ended, [...(0,slack_open/* liveLines */.Ys)(report, ending), ...open]);
        remember('slack', '');
        if (problem !== undefined)
            log.notice(`Slack was not told how this ended: ${masks.redact(problem)}`);
    }
    async #deploy(request) {
        const report = this.#report;
        report.commit = request.sha;
        report.service = request.service;
        report.environment = request.environment.name;
        // Names in the public record; a Secret that happens to hold one must not turn every status into asterisks.
        this.#way.effects.masks.exempt(report.service, report.environment);
        this.#told = (0,slack_open/* openStory */.o6)(request, this.#way);
        refuseOtherEnvironment(this.#way.inputs.environment, report.environment);
        this.#way.effects.log.info(`Deployment ${report.deploymentId}: ${request.service} ${request.sha} to ${report.environment}, asked for by ${request.deployment.creator}`);
        return withPrivateFolder(this.#way.context.temp, async (folder) => {
            const connecting = startConnecting({
                inputs: this.#way.inputs,
                folder,
                kubectlEnv: (0,run_context/* kubectlEnv */.QL)(this.#way.effects.env, Object.keys(this.#way.inputs.secretEnv)),
                exec: this.#way.effects.exec,
                masks: this.#way.effects.masks,
                clock: this.#way.effects.clock,
                signal: this.#way.limit,
            });
            try {
                return await this.#throughTheSteps(request, folder, connecting);
            }
            finally {
                await connecting.close();
            }
        });
    }
    async #throughTheSteps(request, folder, connecting) {
        const { log, clock, signal, exec, remember } = this.#way.effects;
        const { limit } = this.#way;
        const key = { service: request.service, environment: request.environment.name };
        const paths = manifestPaths(this.#way.inputs, key, this.#way.context.workspace);
        const questions = commitQuestions(this.#way.inputs, this.#way.context, { ...this.#way.effects, signal: limit }, request.sha, paths);
        const { verdict, image: found } = await this.#step('gate', async () => askGate({
            github: this.#way.github,
            sha: request.sha,
            branch: await this.#way.asked.branch,
            runId: this.#way.context.runId,
            environment: request.environment,
            ...questions,
            log,
            onLine: line => this.#told?.onLine(line),
        }));
        if (verdict.kind !== 'allow' || found === undefined)
            return (0,ending/* endingOfVerdict */.IL)(verdict);
        this.#report.image = found.reference;
        const set = await this.#step('render', () => render({
            inputs: this.#way.inputs,
            paths,
            folder,
            deploy: { commit: request.sha, image: found.reference, ...key, id: this.#report.deploymentId },
            childEnv: this.#way.context.childEnv,
            exec,
            log,
            masks: this.#way.effects.masks,
            signal: limit,
        }));
        const result = await rollOut({
            connecting,
            set,
            key,
            stableForMs: this.#way.inputs.stableForMs,
            remainingMs: () => this.#way.started + this.#way.inputs.timeoutMs - clock.now(),
            log,
            limit,
            signal,
            remember,
            step: (step, work) => this.#step(step, work),
        }, this.#report);
        return (0,endings/* endingOfRollout */.Ub)(result, request.sha, clock.now() - this.#way.started);
    }
    /** A step: its status, its group in the log, its time. */
    async #step(step, work) {
        const { clock, log } = this.#way.effects;
        this.#way.limit.throwIfAborted();
        const text = (0,status_text/* stepText */.uw)(step);
        this.#statuses.step(text);
        this.#told?.story.step(text);
        const started = clock.now();
        try {
            return await log.group(text, work);
        }
        finally {
            this.#report.steps.push({ step, ms: clock.now() - started });
        }
    }
}
/** The job has the secrets, and passed the protection rules, of the environment it names; the record may name another. */
function refuseOtherEnvironment(job, asked) {
    // GitHub takes names that differ in case only for the same environment.
    if (job === undefined || job.toLowerCase() === asked.toLowerCase())
        return;
    const text = `the deployment is for '${asked}', but this job runs in the environment '${job}': run it with environment '${asked}'`;
    throw new lib_errors/* UserError */.y('wrong-environment', text, { outcome: 'refused' });
}
function stackOf(thrown) {
    return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}


/***/ }),

/***/ 3357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ keptEnding),
/* harmony export */   O: () => (/* binding */ readEnding)
/* harmony export */ });
/* harmony import */ var _domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7551);

/** Characters of an ending's text, which is one line and mostly shorter than 200. */
const KEPT = 1000;
/** An ending as it is kept: what was found is in the log by then. `ending`: without secrets. */
function keptEnding({ outcome, reason, text }) {
    return JSON.stringify({ outcome, reason, text: (0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(text, KEPT), findings: [] });
}
/** Reads it again; undefined for an empty text. */
function readEnding(kept) {
    return kept === '' ? undefined : JSON.parse(kept);
}


/***/ }),

/***/ 2627:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ ACTIONS_APP)
/* harmony export */ });
/** The slug of the app that GitHub Actions reports as; its check runs belong to workflow runs. */
const ACTIONS_APP = 'github-actions';


/***/ }),

/***/ 7230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ judgeChecks)
});

// EXTERNAL MODULE: ./lib/text/suggestion.js
var suggestion = __webpack_require__(8427);
;// CONCATENATED MODULE: ./lib/domain/checks/result.js
/** The results of a check that pass. */
function passes(result) {
    return result === 'success' || result === 'skipped' || result === 'neutral';
}

// EXTERNAL MODULE: ./lib/domain/checks/facts.js
var checks_facts = __webpack_require__(2627);
;// CONCATENATED MODULE: ./lib/domain/checks/whole-run.js

const told = { kind: 'told' };
const counts = { kind: 'counts' };
/**
 * A run that passed needs no word of its own. One that did not is told by a job that counts and blocks: none that is
 * ignored or was replaced, since those block nothing. Without such a job the run itself counts: GitHub makes a job's
 * check run only when what the job needs has ended, so all that can be seen may have passed too early (the run goes on),
 * or may be all there will ever be (it was cancelled, or its workflow file does not parse).
 */
function judgeRun(run, jobs) {
    const counted = jobs.newest.filter(job => !job.ignored);
    if (run.status !== 'completed')
        return counted.some(job => !job.completed) ? told : counts;
    if (passes(run.conclusion))
        return told;
    if (counted.some(job => !job.completed || !passes(job.result)))
        return told;
    return run.conclusion === 'failure' ? judgeFailure(jobs) : counts;
}
/**
 * A run that failed though every job that counts passes. It is forgiven where an ignored job alone can have failed it:
 * one did fail, and no other job of it ever ended otherwise than well. A skipped one is in doubt: GitHub also skips what
 * needs a job that failed, and then it never ran.
 */
function judgeFailure({ all, newest }) {
    const culprit = newest.find(job => job.ignored && job.completed && job.result === 'failure');
    if (culprit === undefined)
        return counts;
    const doubtful = all.find(job => !(job.ignored || (job.completed && isWell(job.result))));
    if (doubtful === undefined)
        return told;
    const note = doubtful.result === 'skipped'
        ? `'${doubtful.shortName}' was skipped, perhaps only because the ignored '${culprit.shortName}' failed: mend that, or ignore both`
        : `beside the ignored '${culprit.shortName}', '${doubtful.shortName}' did not pass in every attempt (${doubtful.result}): run all jobs again`;
    return { kind: 'counts', note };
}
function isWell(result) {
    return result === 'success' || result === 'neutral';
}

;// CONCATENATED MODULE: ./lib/domain/checks/selection.js


/**
 * Picks the checks that count: of Actions those whose run was started by an event of the policy and is not of our own
 * workflow; of other apps, and commit statuses, all. Of each (app, workflow, event, name) the newest by id. A workflow run
 * that did not pass always leaves something that does not pass: one of its jobs, or the run itself.
 */
function selectChecks(facts, policy) {
    const runOf = new Map();
    for (const run of facts.workflowRuns)
        if (run.suiteId !== undefined)
            runOf.set(run.suiteId, run);
    const own = (run) => facts.ownWorkflowIds.includes(run.workflowId);
    const counts = (run) => !own(run) && policy.events.includes(run.event);
    const unplaced = [];
    const offers = [];
    for (const check of facts.checkRuns) {
        if (check.app !== checks_facts/* ACTIONS_APP */.W) {
            const named = { name: check.name, shortName: check.name };
            offers.push({ key: keyOf('app', check.app, check.name), id: check.id, check: { ...named, ...stateOf(check) } });
            continue;
        }
        const run = check.suiteId === undefined ? undefined : runOf.get(check.suiteId);
        if (run === undefined) {
            if (!policy.ignored.includes(check.name))
                unplaced.push(check);
            continue;
        }
        if (!counts(run))
            continue;
        const named = { name: `${run.workflowName} / ${check.name}`, shortName: check.name };
        offers.push({
            key: keyOf('actions', run.workflowId, run.event, check.name),
            id: check.id,
            check: { ...named, ...stateOf(check) },
            runId: run.id,
            // Jobs of a run's only attempt never hide one another: two may carry the same name, and the second is skipped
            // when it needs the first and the first failed.
            ...(run.attempt === 1 ? { together: run.id } : {}),
        });
    }
    const newest = newestOf(offers);
    const counted = newest.map(offer => offer.check);
    for (const run of newestRuns(facts.workflowRuns.filter(counts))) {
        const jobs = (list) => list
            .filter(offer => offer.runId === run.id)
            .map(({ check }) => ({ ...check, ignored: isNamed(check, policy.ignored) }));
        const judgement = judgeRun(run, { all: jobs(offers), newest: jobs(newest) });
        if (judgement.kind === 'told')
            continue;
        const note = judgement.note === undefined ? {} : { note: judgement.note };
        counted.push({ name: run.workflowName, shortName: run.workflowName, ...stateOf(run), ...note });
    }
    const statuses = facts.statuses.map(status => ({
        key: keyOf('status', status.context),
        id: status.id,
        check: {
            name: status.context,
            shortName: status.context,
            result: status.state,
            completed: status.state !== 'pending',
            url: status.url,
        },
    }));
    counted.push(...newestOf(statuses).map(offer => offer.check));
    return {
        counted: counted.filter(check => !isNamed(check, policy.ignored)),
        unplaced,
        otherEvents: [...new Set(facts.workflowRuns.filter(run => !own(run) && !counts(run)).map(run => run.event))],
        ownLeftOut: facts.workflowRuns.some(own),
    };
}
/** Whether one of `names` means this check. */
function isNamed(check, names) {
    return names.includes(check.name) || names.includes(check.shortName);
}
function newestOf(offers) {
    const newest = new Map();
    for (const offer of offers) {
        const before = newest.get(offer.key);
        if (before === undefined || offer.id > before.id)
            newest.set(offer.key, offer);
    }
    return offers.filter(offer => {
        const top = newest.get(offer.key);
        return offer === top || (offer.together !== undefined && offer.together === top?.together);
    });
}
function newestRuns(runs) {
    const newest = new Map();
    for (const run of runs) {
        const key = keyOf(run.workflowId, run.event);
        const before = newest.get(key);
        if (before === undefined || run.id > before.id)
            newest.set(key, run);
    }
    return [...newest.values()];
}
function stateOf(fact) {
    const completed = fact.status === 'completed';
    const said = completed ? fact.conclusion : fact.status;
    return { result: said === undefined || said === '' ? 'unknown' : said, completed, url: fact.url };
}
function keyOf(...parts) {
    return JSON.stringify(parts);
}

;// CONCATENATED MODULE: ./lib/domain/checks/judge.js



/** Judges a commit by its checks: each that counts must have passed, now. Whatever is not known blocks. */
function judgeChecks(facts, policy) {
    const selection = selectChecks(facts, policy);
    const { counted, unplaced } = selection;
    const passed = counted.filter(check => check.completed && passes(check.result));
    const failed = counted.filter(check => check.completed && !passes(check.result));
    const running = counted.filter(check => !check.completed);
    const findings = [...failed.map(failedFinding), ...running.map(runningFinding)];
    for (const name of policy.required) {
        if (!counted.some(check => isNamed(check, [name])))
            findings.push(missingFinding(name, counted));
    }
    for (const check of unplaced) {
        const text = `check '${check.name}' belongs to no workflow run that GitHub lists for this commit, so nobody knows what started it`;
        findings.push({ reason: 'check-unreadable', text, url: check.url });
    }
    findings.push(...facts.unreadable);
    if (findings.length === 0 && counted.length === 0 && policy.noChecks === 'refuse') {
        findings.push({ reason: 'no-checks', text: noChecksText(selection, policy) });
    }
    return { passed: passed.map(judged), failed: failed.map(judged), running: running.map(judged), findings };
}
function judged({ name, result, url }) {
    return { name, result, url };
}
function failedFinding(check) {
    if (check.result !== 'cancelled') {
        const text = `check '${check.name}' did not pass: ${check.result}${check.note === undefined ? '' : `; ${check.note}`}`;
        return { reason: 'check-failed', text, url: check.url };
    }
    // On a default branch this is nearly always `concurrency`: the next push took this one's place. Nothing is broken.
    const text = `check '${check.name}' was cancelled, most often because a newer push took its place: run it again`;
    return { reason: 'check-cancelled', text, url: check.url };
}
function runningFinding(check) {
    const text = `check '${check.name}' has not ended (${check.result}): deploy again when it has passed`;
    return { reason: 'check-running', text, url: check.url };
}
function missingFinding(name, counted) {
    const names = [...new Set(counted.map(check => check.shortName))];
    return { reason: 'check-missing', text: `required check '${name}' is not there${(0,suggestion/* suggestion */.h)(name, names)}` };
}
function noChecksText({ otherEvents, ownLeftOut }, policy) {
    const left = [
        ...otherEvents.map(event => `runs of '${event}'`),
        ...(ownLeftOut ? ['runs of the workflow that deploys'] : []),
    ];
    const beside = left.length === 0 ? '' : `; ${left.join(' and ')} do not count`;
    return `the commit has no check that counts (events: ${policy.events.join(', ')}${beside})`;
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

/***/ 8318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ parseImageRepository)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** A component of a name, as the OCI distribution specification has it. */
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const host = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/;
/**
 * Reads the image repository of an input. Lower-cased, since registries know no capitals but owners on GitHub have them.
 * The tag is the commit's SHA and the digest is looked up, so that neither may be given. Throws `bad-input`.
 */
function parseImageRepository(text, input = 'image') {
    const name = text.trim().toLowerCase();
    const problem = problemOf(name);
    if (problem !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-input', `Input "${input}" is ${JSON.stringify(text)}: ${problem}; write it as ghcr.io/acme/hello`);
    }
    const { registry, path } = split(name);
    return { registry, path, name: `${registry}/${path}` };
}
function problemOf(name) {
    if (name === '')
        return 'it is empty';
    if (/^[a-z]+:\/\//.test(name))
        return 'it starts with a scheme';
    if (name.includes('@'))
        return 'it holds a digest, which is looked up';
    const { registry, path } = split(name);
    if (path.includes(':'))
        return "it holds a tag, which is always the commit's SHA";
    if (!host.test(registry))
        return `"${registry}" is no registry`;
    const wrong = path.split('/').find(part => !component.test(part));
    if (wrong === '')
        return 'a part of its name is empty';
    if (wrong !== undefined)
        return `"${wrong}" cannot be a part of an image's name`;
    return path.length > 255 ? 'its name is longer than 255 characters' : undefined;
}
/** Docker's rule: the first part is a registry if it has a dot or a port, or is localhost; else it is Docker Hub's. */
function split(name) {
    const [first = '', ...rest] = name.split('/');
    if (rest.length > 0 && (/[.:[]/.test(first) || first === 'localhost')) {
        const path = rest.join('/');
        if (first !== 'docker.io' && first !== 'index.docker.io')
            return { registry: first, path };
        return { registry: 'docker.io', path: rest.length === 1 ? `library/${path}` : path };
    }
    return { registry: 'docker.io', path: rest.length === 0 ? `library/${name}` : name };
}


/***/ })

};
