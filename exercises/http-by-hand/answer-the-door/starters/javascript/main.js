const net = require("node:net");

const door = net.createServer({ allowHalfOpen: true }, (client) => {
  // Your turn: collect what comes ("data"), up to the empty line, and answer it. Mind "end" and "error".
  client.destroy();
});

door.listen(Number(process.env.PORT), "127.0.0.1");
