import { createServer } from 'node:http';

// The database is left out of this example: the orders live here.
const orders = new Map([['1001', { id: '1001', item: 'kettle', quantity: 1 }]]);

export function ordersServer({ databasePassword }) {
  return createServer(({ url }, response) => {
    const answer = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url === '/health') return answer(databasePassword ? 200 : 503, { healthy: Boolean(databasePassword) });
    const order = orders.get(/^\/orders\/(\d+)$/.exec(url)?.[1]);
    return order ? answer(200, order) : answer(404, { error: 'no such order' });
  });
}

if (process.argv[1] === import.meta.filename) {
  const server = ordersServer({ databasePassword: process.env.DB_PASSWORD }).listen(8080);
  process.on('SIGTERM', () => server.close());
}
