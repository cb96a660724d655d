using System;
using Harrier.Cli;
using Harrier.Engine;
using Harrier.Engine.Sessions;

// The session is given from outside, so that the shell around it can be tested with a made one.
SessionRunner session = SessionRuns.Run;
return CommandLine.Run(args, session, Console.Out, new FoldedWriter(Console.Error));
