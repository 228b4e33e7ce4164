Console.WriteLine("bench: reading");
