SELECT move_to('old_notes');
