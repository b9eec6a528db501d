import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { filesOfClient } from '../remoteFiles';
import { startServer } from '../server';
import { nodeHost } from './host';

const connection = createConnection(ProposedFeatures.all);
startServer(connection, nodeHost(filesOfClient(connection)));
