import pg from "pg";
import { type EmbeddedServer, ownerRole } from "./embedded.ts";

const SHOWN_REASONS = 3;

/** On the embedded server, as its superuser: the role that owns, and the database that it owns. Idempotent. */
export async function ensureOwnedDatabase(server: EmbeddedServer, database = "tillwise"): Promise<void> {
  await withClient(server.url("superuser", "postgres"), async (client) => {
    const owner = await client.query("select from pg_roles where rolname = $1", [ownerRole]);
    const verb = owner.rowCount === 0 ? "create" : "alter";
    const secret = client.escapeLiteral(server.passwords.owner);
    await client.query(`${verb} role ${ownerRole} login nosuperuser nobypassrls createrole password ${secret}`);
    const exists = await client.query("select from pg_database where datname = $1", [database]);
    if (exists.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)} owner ${ownerRole}`);
  });
}

/**
 * Says in time what keeps `ownerUrl` from preparing its database: an address where nobody answers, or a role that would have to make roles
 * and may not. The messages name the variable and the remedy.
 */
export async function checkOwner(ownerUrl: string, appUrl: string): Promise<void> {
  await withNamedClient("DATABASE_OWNER_URL", ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string; able: boolean; ready: boolean }>(
      `select rolname as name, rolcreaterole or rolsuper as able,
              (select count(*) = 2 from pg_roles where rolname in ('tillwise_app', $1)) as ready
       from   pg_roles
       where  rolname = current_user`,
      [loginOf(appUrl)],
    );
    const [owner] = rows;
    if (!owner || owner.able || owner.ready) return;
    throw new Error(
      `DATABASE_OWNER_URL logs in as ${owner.name}, which may not make the roles that are missing (tillwise_app and ${loginOf(appUrl)}). ` +
        `As a superuser of that database: alter role ${client.escapeIdentifier(owner.name)} createrole`,
    );
  });
}

/** Throws, naming DATABASE_URL, where the app's role cannot log in: with a wrong password all else would look right. */
export async function checkAppLogin(appUrl: string): Promise<void> {
  await withNamedClient("DATABASE_URL", appUrl, async () => undefined);
}

const loginOf = (url: string) => decodeURIComponent(new URL(url).username);

/**
 * Makes sure, as the owner, that the role of `appUrl` can log in, belongs to `tillwise_app`, and is held by row-level security. Throws
 * when it could step around it: as a superuser, with bypassrls, or as the owner of anything.
 */
export async function ensureAppLogin(ownerUrl: string, appUrl: string): Promise<void> {
  const { password } = new URL(appUrl);
  const login = loginOf(appUrl);
  await withClient(ownerUrl, async (client) => {
    const name = client.escapeIdentifier(login);
    const { rowCount: known } = await client.query("select from pg_roles where rolname = $1", [login]);
    if (known === 0) {
      const secret = client.escapeLiteral(decodeURIComponent(password));
      await client.query(`create role ${name} login nosuperuser nobypassrls password ${secret} in role tillwise_app`);
    }
    const { rows: member } = await client.query<{ is: boolean }>("select pg_has_role($1, 'tillwise_app', 'usage') as is", [login]);
    if (!member[0]?.is) await client.query(`grant tillwise_app to ${name}`);
    await closeDatabase(client);
    await client.query("revoke all on _prisma_migrations from tillwise_app"); // it came under the grant on all tables
    await refusePowers(client, login);
  });
}

/** Nobody but the owner makes anything in this database, not even for a session. */
export async function closeDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ open: boolean; name: string }>(
    `select current_database() as name,
            has_database_privilege('tillwise_app', current_database(), 'temporary')
            or has_database_privilege('tillwise_app', current_database(), 'create') as open`,
  );
  const name = client.escapeIdentifier(rows[0]?.name ?? "");
  if (!rows[0]?.open) return;
  await client.query(`revoke create, temporary on database ${name} from public`);
  await client.query(`grant connect on database ${name} to tillwise_app`);
}

async function refusePowers(client: pg.Client, login: string): Promise<void> {
  const { rows } = await client.query<{ reason: string }>(
    `select 'it is a superuser' as reason from pg_roles where rolname = $1 and rolsuper
     union all select 'it has bypassrls' from pg_roles where rolname = $1 and rolbypassrls
     union all select 'it may create roles' from pg_roles where rolname = $1 and rolcreaterole
     union all select 'it owns ' || c.oid::regclass from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = $1
     union all select 'it owns the function ' || p.oid::regprocedure from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = $1
     union all select 'it owns the schema ' || n.nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner where r.rolname = $1
     union all select 'it owns the database ' || d.datname from pg_database d join pg_roles r on r.oid = d.datdba where r.rolname = $1
     union all select 'it is a member of ' || m.rolname from pg_roles m
       where m.rolname not in ($1, 'tillwise_app') and (m.rolsuper or m.rolbypassrls or m.rolname = current_user) and pg_has_role($1, m.oid, 'member')`,
    [login],
  );
  if (rows.length === 0) return;
  const more = rows.length > SHOWN_REASONS ? `; and ${rows.length - SHOWN_REASONS} things more` : "";
  const reasons =
    rows
      .slice(0, SHOWN_REASONS)
      .map(({ reason }) => reason)
      .join("; ") + more;
  throw new Error(
    `DATABASE_URL must not log in as ${login}, which row-level security cannot hold: ${reasons}. Name a role that owns nothing.`,
  );
}

async function withNamedClient<T>(variable: string, connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
  } catch (error) {
    const { host, port } = client;
    throw new Error(`${variable}: no connection to ${host}:${port}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
