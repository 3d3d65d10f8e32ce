export type FieldProblem = { field: string; detail: string };

/** The server answered, and its answer was a problem (RFC 9457). */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** A URI that says which kind of problem it is; "" where the status says it all. */
  readonly type: string;
  readonly title: string;
  readonly fields: FieldProblem[];
  readonly retryAfterSeconds: number | null;

  constructor(status: number, type: string, title: string, detail: string, fields: FieldProblem[], retryAfterSeconds: number | null) {
    super(detail === "" ? title : detail);
    this.status = status;
    this.type = type;
    this.title = title;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer came: no network, no server, or no patience left. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** The problem a response that is not ok stands for; `body` is its parsed JSON, or anything else. */
export function problemOf(response: Response, body: unknown): Problem {
  const said: Record<string, unknown> = isRecord(body) ? body : {};
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new Problem(
    response.status,
    text(said["type"]),
    text(said["title"]),
    text(said["detail"]),
    Array.isArray(said["errors"]) ? said["errors"].filter(isFieldProblem) : [],
    Number.isFinite(seconds) ? seconds : null,
  );
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value["field"] === "string" && typeof value["detail"] === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
